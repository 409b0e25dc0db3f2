import type { Expectation } from './expectation.ts';

/** A time that a person or the file planned. Times are epoch milliseconds. */
export interface Maintenance {
  readonly id: string;
  readonly kind: 'maintenance' | 'roll-out';
  readonly title: string;
  /** Empty: all services. */
  readonly services: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly fixedByFile: boolean;
  /** When a person ended it, or called it off before it began. */
  readonly endedAt: number | null;
}

/** A window without an end would hide outages for good. */
export const LONGEST_MAINTENANCE_MS = 14 * 24 * 60 * 60 * 1000;

export function overAt({ to, endedAt }: Maintenance): number {
  return Math.min(to, endedAt ?? to);
}

export function expectationOf(maintenance: Maintenance): Expectation {
  const { kind, title, services, from, to } = maintenance;
  const what = kind === 'maintenance' ? 'maintenance' : 'a roll-out';
  return {
    services,
    from,
    to: overAt(maintenance),
    holds: services.length > 0 ? 'everything' : 'all-but-critical',
    sentence: `Held back: ${what} is planned until ${clockTime(to)} ("${title}").`,
  };
}

/** Where a reader of a sentence looks: no zone of theirs is known here. */
export function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
