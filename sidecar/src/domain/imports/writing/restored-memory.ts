import type { Actor, Attempt as WireAttempt, Memory } from '@incident-memory/contract';
import type { MemoryPayloads, NewMemoryEvent } from '../../memory/memory-events.ts';
import type { Attempt } from '../../memory/memory-record.ts';
import { webLink } from '../reading/plain-text.ts';
import { flagsOf } from './captured-episode.ts';

/** An event of a restored memory, with when it was and who did it. */
export type RestoredEvent = NewMemoryEvent & { readonly at: number; readonly by?: Actor };

export interface RestoredMemory {
  readonly id: string;
  readonly captured: MemoryPayloads['captured'];
  readonly at: number;
  readonly actor: Actor;
  readonly then: readonly RestoredEvent[];
}

interface Restoring {
  readonly login: string;
  readonly redact: (text: string) => string;
}

/** Votes are one a person; so many of a memory are restored at most. */
const MAX_VOTES = 200;

/**
 * A memory of an export as events that add up to it again: the same words, attempts, outcomes, links and flags. Its
 * history is not in an export, so it begins anew with what the memory was; who wrote it stays its author. A private one
 * is of whoever brings it in.
 */
export function restoredMemory(memory: Memory, { login, redact }: Restoring): RestoredMemory {
  const { source, state, visibility } = memory;
  const at = Date.parse(memory.createdAt);
  const captured: MemoryPayloads['captured'] = {
    kind: memory.kind,
    state: state === 'forming' ? 'forming' : 'active',
    ...{ title: memory.title, text: memory.text, category: memory.category, labels: memory.labels },
    ...{ incident: memory.incident, severity: memory.severity },
    service: memory.service === null ? null : redact(memory.service),
    services: memory.services.map(redact),
    startedAt: Date.parse(memory.startedAt),
    endedAt: timeOf(memory.endedAt),
    signature: memory.signature,
    ...{ cause: memory.cause, resolution: memory.resolution, prevention: memory.prevention },
    evidence: memory.evidence,
    attempts: memory.attempts.map(attemptOf),
    flags: [...new Set([...memory.flags, ...flagsOf(toldBy(memory))])],
    provenance: memory.provenance,
    validUntil: timeOf(memory.validUntil),
    expiresAt: timeOf(memory.expiresAt),
    ...{ team: memory.team, visibility, owner: visibility === 'private' ? login : null },
    source: { link: webLink(source.link), format: source.format },
  };
  return {
    id: memory.id,
    captured,
    at,
    actor: { ...source.actor, name: redact(source.actor.name) },
    then: eventsAfter(memory),
  };
}

/** A file may have been written by anybody: what it says of itself is believed only where it is the worse. */
function toldBy({ title, text, cause, resolution, prevention, signature, labels, attempts }: Memory) {
  const fixes = attempts.map(({ fix }) => `${fix.words}\n${fix.exact}`);
  const symptoms = [...signature.symptoms, ...fixes];
  return { title, text, cause: cause?.words ?? '', resolution, prevention, symptoms, labels };
}

function eventsAfter(memory: Memory): RestoredEvent[] {
  const { recurrences, links, stale, legalHold, helped, misled, state } = memory;
  const at = Date.parse(memory.updatedAt);
  const merged = links.filter(({ kind }) => kind === 'merged-into');
  return [
    ...recurrences.map(
      (one): RestoredEvent => ({
        type: 'recurred',
        payload: { at: Date.parse(one.at), incident: one.incident },
        at,
      })
    ),
    ...links.filter(({ kind }) => kind !== 'merged-into').map(linkEvent),
    ...(stale === null
      ? []
      : [{ type: 'staled', payload: { reason: stale.reason }, at: Date.parse(stale.since) } as const]),
    ...(legalHold ? [{ type: 'held', payload: { reason: 'held before its export' }, at } as const] : []),
    ...votes(helped, true, at),
    ...votes(misled, false, at),
    // What ends its use comes last: nothing else is said of what is retired or merged.
    ...(state === 'retired'
      ? [{ type: 'retired', payload: { reason: 'retired before its export' }, at } as const]
      : []),
    ...merged.map(linkEvent),
  ];
}

function linkEvent({ kind, memory, reason, at }: Memory['links'][number]): RestoredEvent {
  return { type: 'linked', payload: { kind, memory, reason }, at: Date.parse(at) };
}

/** Who voted is not in an export; that so many did is. */
function votes(count: number, helped: boolean, at: number): RestoredEvent[] {
  return Array.from({ length: Math.min(count, MAX_VOTES) }, (_, index) => ({
    type: 'feedback-given',
    payload: { helped, reason: '' },
    at,
    by: { kind: 'machine', name: `an exported vote (${helped ? 'helped' : 'misled'} ${index + 1})` },
  }));
}

function attemptOf(attempt: WireAttempt): Attempt {
  const { begunAt, appliedAt, outcomeAt } = attempt;
  return { ...attempt, begunAt: Date.parse(begunAt), appliedAt: timeOf(appliedAt), outcomeAt: timeOf(outcomeAt) };
}

function timeOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}
