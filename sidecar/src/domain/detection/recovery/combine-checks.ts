import type { RecoveryCheck } from './judge-recovery.ts';

export interface ServiceCheck {
  readonly holds: boolean | null;
  readonly sentence: string;
}

/** A screen has room for so many services; the others are counted. */
const NAMED = 3;

/**
 * One check over all services: it fails where one fails, and is known where all are known. Those that decide are named.
 */
export function combineChecks(what: RecoveryCheck['what'], checks: readonly ServiceCheck[]): RecoveryCheck {
  const holds = checks.some((check) => check.holds === false)
    ? false
    : checks.length > 0 && checks.every((check) => check.holds === true)
      ? true
      : null;
  const deciding = checks.filter((check) => check.holds === holds);
  const more = deciding.length - NAMED;
  const named = deciding.slice(0, NAMED).map(({ sentence }) => sentence);
  return { what, holds, sentence: [...named, ...(more > 0 ? [`${more} more like this`] : [])].join('; ') };
}
