import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { environmentWithNode, ROOT } from '../prepare.mjs';
import { findFreePort } from './free-ports.mjs';

const LOOK_AGAIN_MS = 250;

/** The program of a Grafana's home folder, or a sentence that says what is missing. */
export function grafanaProgram(home) {
  const program = path.join(home, 'bin', process.platform === 'win32' ? 'grafana.exe' : 'grafana');
  if (!existsSync(program)) {
    process.stderr.write(`There is no Grafana at ${home}: ${program} is missing.\n`);
    process.exit(2);
  }
  return program;
}

/** A place for this run alone: Grafana's data, our plugin, and the secret with which it signs its alerts. */
export function makeGrafanaPlace() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-grafana-'));
  const webhookSecret = randomBytes(24).toString('hex');
  mkdirSync(path.join(folder, 'plugins'));
  symlinkSync(path.join(ROOT, 'dist'), path.join(folder, 'plugins', 'incidentmemory-app'), 'junction');
  const configFile = path.join(folder, 'sidecar.yaml');
  // JSON is YAML.
  const settings = { grafanaWebhooks: [{ id: 'grafana', secrets: [webhookSecret], organisation: 1 }] };
  writeFileSync(configFile, JSON.stringify(settings), { mode: 0o600 });
  return { folder, configFile, webhookSecret, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts Grafana on loopback with our provisioning; resolves with its address once it answers. */
export async function startGrafana(children, { program, home, place, port, settings }) {
  const chosen = port === 0 ? await findFreePort() : port;
  const address = `http://127.0.0.1:${chosen}`;
  children.start({
    name: 'Grafana',
    command: program,
    args: ['server', '--homepath', home],
    cwd: home,
    env: {
      ...environmentWithNode(),
      ...settings,
      IM_WEBHOOK_SECRET: place.webhookSecret,
      IM_ELASTICSEARCH_URL: process.env.IM_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200',
      GF_PATHS_DATA: path.join(place.folder, 'data'),
      GF_PATHS_LOGS: path.join(place.folder, 'logs'),
      GF_PATHS_PLUGINS: path.join(place.folder, 'plugins'),
      GF_PATHS_PROVISIONING: path.join(ROOT, 'provisioning'),
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(chosen),
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: pluginIds().join(','),
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    },
  });
  for (;;) {
    const answer = await fetch(`${address}/api/health`).catch(() => null);
    if (answer?.ok === true) {
      return address;
    }
    await wait(LOOK_AGAIN_MS);
  }
}

/** Nested plugins are loaded under ids of their own, so each must be allowed. */
function pluginIds() {
  const dist = path.join(ROOT, 'dist');
  return readdirSync(dist, { recursive: true })
    .filter((file) => path.basename(file) === 'plugin.json')
    .map((file) => JSON.parse(readFileSync(path.join(dist, file), 'utf8')).id);
}
