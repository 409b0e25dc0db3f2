import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./sqlite-child.ts', import.meta.url));

export interface StoreChild {
  readonly process: ChildProcess;
  /** Everything it said so far. */
  readonly said: readonly string[];
  /** Resolves with the first line, new or old, that fits; fails when the child ends before. */
  hears(fits: (line: string) => boolean): Promise<string>;
  /** Sends the signal and waits for the end, with all that it said before. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * `limitKilobytes`: no file of the child may grow beyond (a soft limit, can be raised from outside). `script`: what it
 * runs, where that is not the writer of stores.
 */
export function startStoreChild(
  args: readonly string[],
  { limitKilobytes, script = CHILD }: { limitKilobytes?: number; script?: string } = {}
): StoreChild {
  const limit = limitKilobytes === undefined ? '' : `ulimit -S -f ${limitKilobytes}; `;
  const command = `${limit}exec "$0" --disable-warning=ExperimentalWarning "$@"`;
  const child = spawn('bash', ['-c', command, process.execPath, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const listeners = new Set<() => void>();
  let ended = false;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    said.push(line);
    listeners.forEach((listener) => listener());
  });
  const end = new Promise<void>((resolve) => {
    lines.on('close', () => {
      ended = true;
      listeners.forEach((listener) => listener());
      resolve();
    });
  });

  return {
    process: child,
    said,
    hears: (fits) =>
      new Promise((resolve, reject) => {
        let heard = 0;
        const listen = () => {
          const found = said.slice(heard).find(fits);
          heard = said.length;
          if (found !== undefined || ended) {
            listeners.delete(listen);
          }
          if (found !== undefined) {
            resolve(found);
          } else if (ended) {
            reject(new Error(`the child ended; it said last: ${said.at(-1) ?? 'nothing'}`));
          }
        };
        listeners.add(listen);
        listen();
      }),
    end: async (signal) => {
      child.kill(signal);
      await end;
    },
  };
}
