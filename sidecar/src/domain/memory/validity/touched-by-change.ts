import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';

/**
 * Validity: a memory holds until something changes that its fix rests on. Fixes age by change, not by days: "raise the
 * pool to 50" is worth as much after a quiet year as on the first day, and nothing once the pool is another one. So a
 * change makes a memory stale only where it names what the fix was done to, the setting that it set, or the code or
 * message that failed. A deploy of the same service touches something, but nobody knows whether it touches this: such
 * changes are counted, and alarm nobody (else everything were stale by Friday, and the word said nothing).
 */
const LIVE: ReadonlySet<Occurrence['stage']> = new Set(['completed', 'rolled-back']);

/** Names shorter than this meet by chance. */
const SHORTEST_NAME = 4;

/** Why the memory does not hold any more since this change; null where the change does not touch it. */
export function touchedByChange(record: MemoryRecord, change: Occurrence): string | null {
  const helped = record.attempts.filter(hasHelped);
  if (!LIVE.has(change.stage) || helped.length === 0 || change.at <= endOf(record, helped)) {
    return null;
  }
  const words = wordsOfChange(change);
  const isOfService = change.service !== null && record.services.includes(change.service);
  for (const { fix } of helped) {
    const targets = namesIn(`${fix.target} ${fix.exact}`).filter((name) => !record.services.includes(name));
    const named = targets.find((name) => words.has(name));
    if (named !== undefined) {
      return told(change, `it touches "${named}", which the fix was done to`);
    }
    // Another service is named as a whole: changing it is changing what the fix was done to.
    const isConfiguration =
      change.kind === 'configuration' || change.kind === 'feature-flag' || change.kind === 'scaling';
    const setting = isConfiguration ? namesIn(fix.words).find((name) => words.has(name)) : undefined;
    if (setting !== undefined && (isOfService || fix.target === change.service)) {
      return told(change, `it changes "${setting}", which the fix had set`);
    }
  }
  const failing = failingNames(record).find((name) => words.has(name));
  return failing === undefined || !isOfService ? null : told(change, `it touches "${failing}", which had failed`);
}

/** When what helped had helped: what changed later is what may matter. */
export function helpedUntil(record: MemoryRecord): number {
  return endOf(record, record.attempts.filter(hasHelped));
}

/** Changes of its services since it last helped that touch nothing known: counted, not alarming. */
export function otherChangesSince(record: MemoryRecord, changes: readonly Occurrence[]): number {
  const since = helpedUntil(record);
  return changes.filter(
    (change) =>
      LIVE.has(change.stage) &&
      change.at > since &&
      change.service !== null &&
      record.services.includes(change.service) &&
      touchedByChange(record, change) === null
  ).length;
}

function hasHelped({ outcome }: Attempt): boolean {
  return outcome === 'cured' || outcome === 'mitigated';
}

/** The fix itself may have been a change: only what came later counts. */
function endOf({ endedAt, startedAt }: MemoryRecord, helped: readonly Attempt[]): number {
  return Math.max(endedAt ?? startedAt, ...helped.map(({ appliedAt, outcomeAt }) => appliedAt ?? outcomeAt ?? 0));
}

function wordsOfChange({ title, before, after, details }: Occurrence): ReadonlySet<string> {
  const text = [title, before ?? '', after ?? '', ...details.map(([name, value]) => `${name} ${value}`)].join('\n');
  const names = namesIn(text);
  // "src/pool/limits.yaml" is also "limits.yaml" and "pool".
  const parts = names.flatMap((name) => name.split('/')).filter((part) => part.length >= SHORTEST_NAME);
  return new Set([...names, ...parts]);
}

/** Class names, settings, files: what people write the same way wherever they write it. */
function failingNames({ signature: { errorType, templates } }: MemoryRecord): string[] {
  return [errorType ?? '', ...templates.map(({ text }) => text)].flatMap(namesIn);
}

const NAME = /[\p{L}\p{N}_][\p{L}\p{N}_./-]*[\p{L}\p{N}_]/gu;
/** Something that no sentence has by chance: camel case, or joined by dots, dashes, slashes or underscores. */
const TECHNICAL = /[a-z][A-Z]|[A-Za-z][._/-]+[A-Za-z]/;

function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)]
    .map(([name]) => name)
    .filter((name) => name.length >= SHORTEST_NAME && TECHNICAL.test(name));
}

function told({ kind, service, title, at }: Occurrence, why: string): string {
  const day = new Date(at).toISOString().slice(0, 10);
  return `${kind} of ${service ?? 'everything'} on ${day} ("${title}"): ${why}`;
}
