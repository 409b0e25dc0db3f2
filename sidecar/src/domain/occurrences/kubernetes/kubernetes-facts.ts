const HOUR_MS = 60 * 60 * 1000;

/** What is repeated is one occurrence an hour, whoever tells it and however often. */
export function seriesKey(identity: string, lastAt: number | null): string {
  return lastAt === null ? identity : `${identity}/${Math.floor(lastAt / HOUR_MS)}`;
}

/** When it began; of what goes on since an earlier hour, which was told then, when it was last seen. */
export function seriesTime(firstAt: number | null, lastAt: number | null): number | null {
  if (firstAt === null || lastAt === null) {
    return firstAt ?? lastAt;
  }
  return Math.floor(firstAt / HOUR_MS) === Math.floor(lastAt / HOUR_MS) ? firstAt : lastAt;
}

/** Names of times end in "seen" or "at"; they are told as people read them. */
export function detailsOf(
  told: Readonly<Record<string, string | number | null>>
): ReadonlyArray<readonly [string, string]> {
  return Object.entries(told).flatMap(([name, value]) => {
    if (value === null || value === '') {
      return [];
    }
    const isTime = typeof value === 'number' && / (?:seen|at)$/.test(name);
    return [[name, isTime ? new Date(value).toISOString() : String(value)] as const];
  });
}
