// Fails when a module that Grafana loads is larger than promised (docs: guarantees), or when schemas got into one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '..', 'dist');
const KILO = 1000;

/** Limits in kB, gzipped. The app's own module is loaded with every dashboard, so its aim is far below its limit. */
const LIMITS = [
  { file: /^module\.js$/, limit: 40, aim: 5 },
  { file: /^panels\/graph\/module\.js$/, limit: 220 },
  { file: /^panels\/[^/]+\/module\.js$/, limit: 60 },
  { file: /^datasource\/module\.js$/, limit: 60 },
];
/** A name from inside zod that survives minifying: the plugin takes only types from the contract. */
const ZOD_MARK = /ZodError|_zod\b/;

function listFiles() {
  try {
    return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.js'))
      .sort();
  } catch {
    return [];
  }
}

const files = listFiles();
const problems = [];
for (const needed of ['module.js', 'datasource/module.js', 'panels/incidents/module.js']) {
  if (!files.includes(needed)) {
    problems.push(`dist/${needed} is missing: run "npm run build" first`);
  }
}
for (const file of files) {
  const content = readFileSync(join(DIST, file));
  const size = gzipSync(content, { level: 9 }).length / KILO;
  const rule = LIMITS.find((each) => each.file.test(file));
  const limit =
    rule === undefined ? 'loaded with a page' : `limit ${rule.limit} kB${rule.aim ? `, aim ${rule.aim} kB` : ''}`;
  console.log(`${file.padEnd(30)} ${size.toFixed(1).padStart(7)} kB gzip  (${limit})`);
  if (rule !== undefined && size > rule.limit) {
    problems.push(`${file} has ${size.toFixed(1)} kB gzipped, over its limit of ${rule.limit} kB`);
  }
  if (ZOD_MARK.test(content.toString('utf8'))) {
    problems.push(`${file} contains zod: import only types from @incident-memory/contract`);
  }
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length === 0 ? 0 : 1;
