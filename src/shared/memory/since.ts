const DAY = 24 * 3_600_000;

/** How far back memories are looked for; they are about months, not minutes. */
export const SINCE = {
  '7d': { text: 'Last 7 days', milliseconds: 7 * DAY },
  '30d': { text: 'Last 30 days', milliseconds: 30 * DAY },
  '90d': { text: 'Last 90 days', milliseconds: 90 * DAY },
  '365d': { text: 'Last year', milliseconds: 365 * DAY },
} as const;
export type Since = keyof typeof SINCE;

export function isSince(text: string | null): text is Since {
  return text !== null && Object.hasOwn(SINCE, text);
}

const ANY = 'any';
export const SINCE_OPTIONS = [
  { value: ANY, label: 'Any time' },
  ...(Object.keys(SINCE) as Since[]).map((value) => ({ value: value as string, label: SINCE[value].text })),
];

/** What is written into the address for a choice; nothing for any time. */
export function sinceParameter(chosen: string): string | null {
  return chosen === ANY ? null : chosen;
}

export function sinceChoice(since: Since | null): string {
  return since ?? ANY;
}
