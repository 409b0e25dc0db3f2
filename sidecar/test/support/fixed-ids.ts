import type { Ids } from '../../src/ports/ids.ts';

/** Ids in the form of real ones, counted up, so that tests read the same every time. */
export function fixedIds(): Ids {
  let count = 0;
  const next = () => (count += 1).toString(16).padStart(12, '0');
  return {
    next: (prefix) => `${prefix}_00000000-0000-7000-8000-${next()}`,
    salt: () => next(),
  };
}
