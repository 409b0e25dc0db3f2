import type { Categories } from './act-on-memory.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Categories with what becomes of their memories: those without days stay for good. */
export function categoriesOf(
  names: readonly string[],
  expiryDays: Readonly<Record<string, number | null>>
): Categories {
  return {
    names,
    expiresAt: (category, at) => {
      const days = expiryDays[category] ?? null;
      return days === null ? null : at + days * DAY_MS;
    },
  };
}
