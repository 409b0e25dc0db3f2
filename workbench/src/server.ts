import path from 'node:path';
import { parseArgs } from 'node:util';
import { hostBundle } from './server/host-bundle.ts';
import { createWorkbench } from './server/workbench.ts';

/** The workbench from the command line; `--build-only` brings the host bundle up to date and ends. */
const root = path.resolve(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4780' }, 'build-only': { type: 'boolean', default: false } },
});

const bundle = await hostBundle({ root, cache: path.join(root, '.cache', 'workbench') });
if (!values['build-only']) {
  const workbench = createWorkbench({
    root,
    dist: path.join(root, 'dist'),
    provisioning: path.join(root, 'provisioning'),
    environment: process.env,
    bundle,
  });
  const address = await workbench.listen(Number(values.port));
  process.stdout.write(`workbench ${address}\n`);
  const stop = () => void workbench.close();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
