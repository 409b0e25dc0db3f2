/**
 * npm test: every gate, in order (those that only read, two at a time), and at the end one plain line with what passed and what failed. A gate that is no
 * test run counts as one. With CI=true a skipped test is a failed one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { continueInNode22, ensurePackages, environmentWithNode, ROOT } from './prepare.mjs';

ensurePackages();
await continueInNode22(new URL(import.meta.url).pathname);

const CI = process.env.CI === 'true';
const reports = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-test-'));
const env = { ...environmentWithNode(), TZ: 'UTC' };
const totals = { passed: 0, failed: 0 };
const failures = [];

const gate = (name, command, ...args) => ({ name, command, args });
/** It only reads what is there, so two of them run side by side. */
const check = (...told) => ({ ...gate(...told), reads: true });
const suite = (name, config) => ({ name, config });

const GATES = [
  check('types: contract', 'tsc', '-p', 'packages/contract'),
  check('types: sidecar', 'tsc', '-p', 'sidecar'),
  check('types: workbench', 'tsc', '-p', 'workbench'),
  check('types: plugin', 'tsc', '-p', '.'),
  check('types: browser tests', 'tsc', '-p', 'tests'),
  check('lint', 'eslint', '.', '--max-warnings', '0'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check(
    'import directions',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    'sidecar',
    'packages',
    'src',
    'workbench'
  ),
  check('dead code', 'knip', '--no-progress'),
  check('documentation', 'node', 'scripts/check-docs.mjs'),
  check('compose files', 'node', 'scripts/check-compose.mjs'),
  suite('plugin', 'jest.config.js'),
  gate('plugin build', 'webpack', '-c', './webpack.config.ts', '--env', 'production'),
  gate('bundle limits', 'node', 'scripts/check-bundle.mjs'),
  suite('sidecar', 'sidecar/jest.config.cjs'),
  suite('sidecar under load', 'sidecar/jest.load.config.cjs'),
  gate('browser at hand', 'node', 'scripts/ensure-chromium.mjs'),
  suite('browser', 'tests/jest.config.cjs'),
];

const only = process.argv.slice(2);
const chosen = only.length === 0 ? GATES : GATES.filter(({ name }) => only.some((word) => name.includes(word)));

let elasticsearch = null;
try {
  if (chosen.some(({ name }) => name.startsWith('sidecar'))) {
    elasticsearch = await startElasticsearch();
  }
  const checks = chosen.filter(({ reads }) => reads);
  const runChecks = async () => {
    for (let next = checks.shift(); next !== undefined; next = checks.shift()) {
      await runGate(next);
    }
  };
  await Promise.all([runChecks(), runChecks()]);
  for (const item of chosen.filter(({ reads }) => !reads)) {
    await (item.config === undefined ? runGate(item) : runSuite(item));
  }
} finally {
  await elasticsearch?.stop();
  rmSync(reports, { recursive: true, force: true });
}
for (const failure of failures) {
  process.stdout.write(`FAILED: ${failure}\n`);
}
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

async function runGate({ name, command, args }) {
  const started = Date.now();
  const { code, output } = await run(command, args);
  record(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, started });
  if (code !== 0) {
    process.stdout.write(`${output.slice(-20_000)}\n`);
  }
}

async function runSuite({ name, config }) {
  const started = Date.now();
  const report = path.join(reports, `${name}.json`);
  const { output } = await run('jest', ['--config', config, '--ci', '--json', `--outputFile=${report}`]);
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    process.stdout.write(`${output.slice(-20_000)}\n`);
    record(`${name} tests`, { passed: 0, failed: 1, started });
    return;
  }
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + (CI ? skipped : 0);
  record(`${name} tests`, { passed: results.numPassedTests, failed, started });
  if (skipped > 0) {
    process.stdout.write(`  ${skipped} skipped${CI ? ', which counts as failed here' : ''}\n`);
  }
  if (failed > 0 || results.numPassedTests === 0) {
    process.stdout.write(`${output.slice(-40_000)}\n`);
  }
}

function record(name, { passed, failed, started }) {
  totals.passed += passed;
  totals.failed += failed;
  if (failed > 0) {
    failures.push(name);
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed in ${seconds} s\n`.replace(
      ': 1 passed, 0 failed in',
      ' in'
    )
  );
}

function run(command, args, extraEnv = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...extraEnv }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk) => {
      output = (output + String(chunk)).slice(-200_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** One server for all suites; each takes an index prefix of its own. */
async function startElasticsearch() {
  const child = spawn('node', ['sidecar/test/support/elasticsearch/elasticsearch-server-cli.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      const found = /https?:\/\/\S+/.exec(text);
      if (found) {
        resolve(found[0]);
      }
    });
    child.on('exit', () => resolve(null));
  });
  if (url === null) {
    record('a real Elasticsearch', { passed: 0, failed: 1, started: Date.now() });
    return null;
  }
  env.IM_TEST_ELASTICSEARCH_URL = url;
  return {
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
