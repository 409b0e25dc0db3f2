import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BARE_SERVER = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** Additions a second in a loop that does nothing else. */
export function emptyLoopsPerSecond(forMs = 300): number {
  const until = performance.now() + forMs;
  const ROUND = 1_000_000;
  let rounds = 0;
  let sum = 0;
  for (; performance.now() < until; rounds += 1) {
    for (let index = 0; index < ROUND; index += 1) {
      sum += index;
    }
  }
  return sum > 0 ? (rounds * ROUND * 1000) / forMs : 0;
}

/** The milliseconds until a program that does nothing has started and ended. */
export async function bareStartMs(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - began;
}

export interface BareServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startBareServer(): Promise<BareServer> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BARE_SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    pid: child.pid ?? -1,
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
