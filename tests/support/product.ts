import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '..', '..');
const READY = /^Incident Memory is ready: (http\S+)$/;

export interface Product {
  readonly address: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** The product by its own start command, on free ports with a data folder of its own. */
export async function startProduct(options: readonly string[] = []): Promise<Product> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-browser-'));
  const child = spawn(process.execPath, ['scripts/start.mjs', '--data-dir', data, ...options], {
    cwd: ROOT,
    env: { ...process.env, IM_PORT: '0', IM_INTAKE_PORT: '0', IM_WORKBENCH_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = READY.exec(line)?.[1];
      if (found !== undefined) {
        resolve(found);
      }
    });
    void ended.then(() => reject(new Error(`The product did not start:\n${said.join('\n')}`)));
  });
  return {
    address,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
