import path from 'node:path';
import { environmentWithNode, ROOT } from '../prepare.mjs';

const SHOWN_LEVELS = new Set(['warn', 'error', 'fatal']);
/** Settings of ours that are no settings of the sidecar; it refuses names that it does not know. */
const NOT_FOR_THE_SIDECAR = ['IM_WORKBENCH_PORT', 'IM_SIDECAR_URL', 'IM_INTAKE_URL', 'IM_WEBHOOK_SECRET'];

/** Starts the sidecar and resolves with its addresses once it says that it is ready. */
export function startSidecar(children, { dataFolder, demo, ports, sharedKey, configFile, verbose }) {
  const env = { ...environmentWithNode() };
  for (const name of [...NOT_FOR_THE_SIDECAR, 'IM_ELASTICSEARCH_URL']) {
    delete env[name];
  }
  Object.assign(env, {
    IM_DATA_DIR: dataFolder,
    IM_SHARED_KEY: sharedKey,
    IM_PORT: String(ports.sidecar),
    IM_INTAKE_PORT: String(ports.intake),
    IM_DEMO: String(demo),
    ...(configFile === null ? {} : { IM_CONFIG: configFile }),
  });
  return new Promise((resolve) => {
    children.start({
      name: 'sidecar',
      command: 'node',
      args: [path.join('sidecar', 'src', 'main.ts')],
      cwd: ROOT,
      env,
      onLine: (line) => {
        const entry = asLogEntry(line);
        if (verbose || SHOWN_LEVELS.has(entry?.level)) {
          process.stderr.write(`sidecar: ${line}\n`);
        }
        if (entry?.msg === 'ready') {
          resolve({ v1: entry.v1, intake: entry.intake });
        }
      },
    });
  });
}

function asLogEntry(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
