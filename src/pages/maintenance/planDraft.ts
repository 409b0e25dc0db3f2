import { type RouteBodySent } from '@incident-memory/contract';

export type Plan = RouteBodySent<'planMaintenance'>;

export interface PlanDraft {
  kind: 'maintenance' | 'roll-out';
  title: string;
  services: string[];
  /** As the field writes it: `2026-11-21T02:13`, in the time of this browser. */
  from: string;
  to: string;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** As the sidecar has it: a forgotten window would keep a month of findings from the pager. */
const LONGEST_DAYS = 14;

/** From the next full minute on, for an hour. */
export function newDraft(now: number): PlanDraft {
  const from = Math.ceil(now / MINUTE) * MINUTE;
  return { kind: 'maintenance', title: '', services: [], from: fieldTime(from), to: fieldTime(from + HOUR) };
}

export function fieldTime(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** What is missing or cannot be, by field; nothing where it can be sent. */
export function problems({ title, from, to }: PlanDraft, now: number): { title?: string; from?: string; to?: string } {
  const [start, end] = [new Date(from).getTime(), new Date(to).getTime()];
  return {
    ...(title.trim() === '' ? { title: 'Say what is expected: it stands beside whatever is held back.' } : {}),
    ...(Number.isNaN(start) ? { from: 'This is no time.' } : {}),
    ...(Number.isNaN(end)
      ? { to: 'This is no time.' }
      : end <= start
        ? { to: 'It ends before it begins.' }
        : end <= now
          ? { to: 'It is over already.' }
          : end - start > LONGEST_DAYS * 24 * HOUR
            ? { to: `At most ${LONGEST_DAYS} days: plan the next one when it comes.` }
            : {}),
  };
}

export function toPlan({ kind, title, services, from, to }: PlanDraft): Plan {
  const instant = (field: string) => new Date(field).toISOString();
  return { kind, title: title.trim(), services, from: instant(from), to: instant(to) };
}
