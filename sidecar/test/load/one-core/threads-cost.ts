import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const NANOSECONDS = 1e9;

export interface ThreadsCost {
  readonly mainThread: number;
  /** Of every thread that lives, by its number. */
  readonly byThread: ReadonlyMap<number, number>;
  readonly all: number;
}

/** CPU seconds to the nanosecond, as Linux' scheduler counts them. */
export function threadsCost(pid: number): ThreadsCost {
  const byThread = new Map<number, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [ran = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    byThread.set(Number(thread), Number(ran) / NANOSECONDS);
  }
  const all = [...byThread.values()].reduce((sum, seconds) => sum + seconds, 0);
  return { mainThread: byThread.get(pid) ?? 0, byThread, all };
}

/** Of the thread besides the main one that worked most: the one that writes, for a sidecar that takes signals in. */
export function busiestOther(pid: number, before: ThreadsCost, after: ThreadsCost): number {
  const others = [...after.byThread].filter(([thread]) => thread !== pid);
  return Math.max(0, ...others.map(([thread, seconds]) => seconds - (before.byThread.get(thread) ?? 0)));
}

/** All threads of a process, and those it will have. */
export function pinToCore(pid: number, core: number): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' });
}
