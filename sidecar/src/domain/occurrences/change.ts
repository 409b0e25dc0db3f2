import { createHash } from 'node:crypto';
import type { Change } from '@incident-memory/contract';
import type { RawOccurrence } from './occurrence.ts';

/**
 * A change without a key and without a time is told apart from the same words later by when it came: a retry comes
 * within seconds, the next deploy of the same version hardly ever within ten minutes.
 */
const SAME_WORDS_MS = 10 * 60 * 1000;

/** One occurrence for each service that a change touches; without any service one that belongs to all. */
export function changeOccurrences(change: Change, receivedAt: number): RawOccurrence[] {
  const { service, services, ...rest } = change;
  const key = change.key ?? keyOfContent(rest, receivedAt);
  return (services === undefined ? [service ?? null] : [...new Set(services)]).map((name) => ({
    key: `${key}\n${name ?? ''}`,
    kind: change.kind,
    stage: change.stage,
    at: change.at ?? null,
    service: name,
    title: change.title,
    before: textOf(change.before),
    after: textOf(change.after),
    actor: textOf(change.actor),
    url: textOf(change.url),
    details: Object.entries(change.details ?? {}).map(([name, value]) => [name, textOf(value) ?? ''] as const),
  }));
}

/** The same content in another order of keys is the same content. */
function keyOfContent(change: Omit<Change, 'service' | 'services'>, receivedAt: number): string {
  const told = Object.entries(change)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [name, value instanceof Object ? Object.entries(value).sort(byName) : value])
    .sort(byName);
  const when = change.at == null ? Math.floor(receivedAt / SAME_WORDS_MS) : '';
  return createHash('sha256')
    .update(`${when}\n${JSON.stringify(told)}`)
    .digest('hex');
}

function byName(a: unknown[], b: unknown[]): number {
  const [first, second] = [String(a[0]), String(b[0])];
  return first < second ? -1 : first > second ? 1 : 0;
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}
