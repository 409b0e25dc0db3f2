/**
 * npm start: brings what is missing, starts the sidecar, then the workbench (or a Grafana), says one line when
 * everything is ready, and stops everything in order when told to.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { continueInNode22, ensurePackages } from './prepare.mjs';
import { ensurePluginBuilt } from './start/build-plugin.mjs';
import { Children } from './start/children.mjs';
import { takenPorts } from './start/free-ports.mjs';
import { grafanaProgram, makeGrafanaPlace, startGrafana } from './start/grafana.mjs';
import { startSidecar } from './start/sidecar.mjs';
import { readUsage } from './start/usage.mjs';
import { buildWorkbench, startWorkbench } from './start/workbench.mjs';

const usage = readUsage(process.argv.slice(2));
ensurePackages();
await continueInNode22(fileURLToPath(import.meta.url));

const program = usage.grafana === null ? null : grafanaProgram(usage.grafana);
const problems = await takenPorts(usage.ports);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
ensurePluginBuilt();
if (program === null) {
  buildWorkbench();
}

const children = new Children();
const place = program === null ? null : makeGrafanaPlace();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (stopping) {
      children.killAll();
      place?.remove();
      process.exit(130);
    }
    void end(0);
  });
}
process.on('exit', () => children.killAll());

try {
  const address = await Promise.race([startAll(), children.watch]);
  process.stdout.write(`Incident Memory is ready: ${address}\n`);
  await children.watch;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await end(1);
}

async function startAll() {
  const sharedKey = process.env.IM_SHARED_KEY ?? randomBytes(24).toString('hex');
  const configFile = process.env.IM_CONFIG ?? place?.configFile ?? null;
  const sidecar = await startSidecar(children, { ...usage, sharedKey, configFile });
  const settings = { IM_SIDECAR_URL: sidecar.v1, IM_INTAKE_URL: sidecar.intake, IM_SHARED_KEY: sharedKey };
  const port = usage.ports.page;
  return program === null
    ? startWorkbench(children, { port, settings })
    : startGrafana(children, { program, home: usage.grafana, place, port, settings });
}

async function end(code) {
  stopping = true;
  await children.stop();
  place?.remove();
  process.exit(code);
}
