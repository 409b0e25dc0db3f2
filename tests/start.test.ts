import { spawnSync } from 'node:child_process';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { startProduct } from './support/product';

const ROOT = path.resolve(__dirname, '..');

describe('npm start', () => {
  it('says one line with an address that answers, and stops cleanly', async () => {
    const product = await startProduct(['--no-demo']);
    const page = await fetch(`${product.address}/a/incidentmemory-app/overview`);
    expect(page.status).toBe(200);
    const overview = await fetch(`${product.address}/api/plugin-proxy/incidentmemory-app/v1/overview`);
    expect(await overview.json()).toMatchObject({ demo: false, activeIncidents: 0 });
    await product.stop();
    expect(product.process.exitCode).toBe(0);
    await expect(fetch(product.address)).rejects.toThrow();
  });

  it('names a port that is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const run = spawnSync(process.execPath, ['scripts/start.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, IM_PORT: String(port), IM_INTAKE_PORT: '0', IM_WORKBENCH_PORT: '0' },
    });
    other.close();
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(`Port ${port} (sidecar) is in use by another program.`);
  });

  it('ends as a whole when a part of it ends', async () => {
    const product = await startProduct(['--no-demo']);
    const ended = new Promise((resolve) => product.process.once('close', resolve));
    const parts = spawnSync('pgrep', ['-P', String(product.process.pid), '-f', 'sidecar/src/main.ts'], {
      encoding: 'utf8',
    });
    process.kill(Number(parts.stdout.trim()), 'SIGKILL');
    await ended;
    expect(product.process.exitCode).toBe(1);
    await expect(fetch(product.address)).rejects.toThrow();
    await product.stop();
  });
});
