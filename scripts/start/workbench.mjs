import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { environmentWithNode, ROOT } from '../prepare.mjs';

const SERVER = path.join('workbench', 'src', 'server.ts');

/** The host page is built once and kept; this takes a moment only when it changed. */
export function buildWorkbench() {
  const built = spawnSync('node', [SERVER, '--build-only'], {
    cwd: ROOT,
    env: environmentWithNode(),
    encoding: 'utf8',
  });
  if (built.status !== 0) {
    process.stderr.write(
      `${built.stdout}\n${built.stderr}\nThe workbench could not be built; the reason stands above.\n`
    );
    process.exit(1);
  }
}

/** Starts the workbench with the settings that provisioning/ asks the environment for; resolves with its address. */
export function startWorkbench(children, { port, settings }) {
  return new Promise((resolve) => {
    children.start({
      name: 'workbench',
      command: 'node',
      args: [SERVER, '--port', String(port)],
      cwd: ROOT,
      env: { ...environmentWithNode(), ...settings },
      onLine: (line) => {
        const [, address] = /^workbench (http:\S+)$/.exec(line) ?? [];
        if (address === undefined) {
          process.stderr.write(`workbench: ${line}\n`);
        } else {
          resolve(address);
        }
      },
    });
  });
}
