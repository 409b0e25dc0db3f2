import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

/** CPU seconds of a process, and of its main thread alone: what "on one core" means for a program with one event loop. */
export function cpuSeconds(pid: number): { mainThread: number; all: number } {
  return { mainThread: ofStat(`/proc/${pid}/task/${pid}/stat`), all: ofStat(`/proc/${pid}/stat`) };
}

/** Resident memory in megabytes. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function ofStat(path: string): number {
  const stat = readFileSync(path, 'utf8');
  // The name of the command may hold blanks; fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
