/** npm run import: files and folders are looked at first, and brought in with --yes. What is sent twice is imported once. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { askProduct, productAddress, readArguments } from '../ask-product.mjs';

const USAGE =
  'npm run import -- FILE_OR_FOLDER … [--yes] [--service name] [--zone +02:00] [--url http://127.0.0.1:4780]\n';
const {
  url: given,
  yes,
  service,
  zone,
  positionals,
} = readArguments(
  { yes: { type: 'boolean', default: false }, service: { type: 'string' }, zone: { type: 'string', default: 'Z' } },
  USAGE,
  { allowPositionals: true }
);
if (positionals.length === 0) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const READ = /\.(md|markdown|txt|csv|tsv|json|jsonl|ndjson)$/i;
const files = positionals.flatMap(filesIn).map((name) => ({ name, text: readFileSync(name, 'utf8') }));
const url = productAddress(given);
const body = { files, zone, ...(service === undefined ? {} : { service }) };

const preview = await askProduct(url, '/v1/memory/imports/preview', body);
const lines = [preview.sentence, ...preview.assumptions.map((one) => `  ${one}`)];
for (const { episodes, service: of, title, known } of preview.groups.slice(0, 20)) {
  lines.push(`  ${String(episodes).padStart(5)} × ${of ?? '(no service)'}: ${title}${known ? ' (known)' : ''}`);
}
for (const { file, place, problem } of preview.problems) {
  lines.push(`  not read: ${[file, place].filter(Boolean).join(', ')}: ${problem}`);
}
process.stdout.write(`${lines.join('\n')}\n`);
if (!yes) {
  process.stdout.write(
    `It would bring ${preview.memories} memories and ${preview.times} times of them; ${preview.known} are there already. Nothing was written: add --yes to bring it in.\n`
  );
  process.exit(0);
}
for (let remaining = Infinity; remaining > 0; ) {
  const run = await askProduct(url, '/v1/memory/imports', body);
  process.stdout.write(
    `Imported ${run.memories} memories and ${run.times} times of them; ${run.known} were there already.\n`
  );
  remaining = run.remaining < remaining ? run.remaining : 0;
}

function filesIn(place) {
  if (!statSync(place).isDirectory()) {
    return [place];
  }
  return readdirSync(place, { recursive: true })
    .map((name) => path.join(place, String(name)))
    .filter((name) => READ.test(name) && statSync(name).isFile())
    .sort();
}
