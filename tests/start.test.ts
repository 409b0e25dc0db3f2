import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startProduct } from './support/product';

/** Answers as soon as it listens, and tells what it was started with. */
const STANDS_FOR_GRAFANA = `#!/usr/bin/env node
const { id } = require(process.env.GF_PATHS_PLUGINS + '/incidentmemory-app/plugin.json');
const told = JSON.stringify({ ...process.env, plugin: id, args: process.argv.slice(2) });
const server = require('node:http').createServer((request, response) => response.end(told));
server.listen(Number(process.env.GF_SERVER_HTTP_PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;
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

  it('starts a Grafana at hand with our settings, plugin and a place of its own', async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-home-'));
    mkdirSync(path.join(home, 'bin'));
    writeFileSync(path.join(home, 'bin', 'grafana'), STANDS_FOR_GRAFANA, { mode: 0o755 });
    const product = await startProduct(['--no-demo', '--grafana', home]);
    const told = (await (await fetch(product.address)).json()) as Record<string, string> & { args: string[] };
    expect(told.args).toEqual(['server', '--homepath', home]);
    expect(told['plugin']).toBe('incidentmemory-app');
    expect(told['GF_SERVER_HTTP_ADDR']).toBe('127.0.0.1');
    expect(told['GF_PATHS_PROVISIONING']).toBe(path.join(ROOT, 'provisioning'));
    expect(told['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS']?.split(',')).toEqual(
      expect.arrayContaining(['incidentmemory-app', 'incidentmemory-datasource', 'incidentmemory-incidents-panel'])
    );
    const sidecar = await fetch(`${told['IM_SIDECAR_URL']}/v1/capabilities`, {
      headers: { 'x-incident-memory-key': told['IM_SHARED_KEY'] ?? '' },
    });
    // The key is right; what is missing is who asks.
    expect(await sidecar.json()).toMatchObject({ error: { code: 'IM_PROXY_CONTEXT_MISSING' } });
    await product.stop();
    expect(product.process.exitCode).toBe(0);
    expect(existsSync(path.dirname(told['GF_PATHS_PLUGINS'] ?? '/'))).toBe(false);
    rmSync(home, { recursive: true });
  });
});
