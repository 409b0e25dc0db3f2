import { createHash } from 'node:crypto';
import type { Actor, IncidentEventType, MemoryEventType } from '@incident-memory/contract';
import type { ForgettingEventType } from '../keeping/forgetting.ts';

/**
 * Events: what happened to one thing, in the order in which it happened, and nothing else.
 *
 * A stream of them is one incident, one memory or one act of forgetting, and the thing itself is what its events add up to. Each event carries
 * a digest over the one before it, so that none can be changed, left out or put between without showing. The digest is
 * over a salted digest of the payload and not over the payload, after the idea of hash commitments: payload and salt can
 * be forgotten, nobody can guess them back, and the chain stays sound.
 */
export type EventType = IncidentEventType | MemoryEventType | ForgettingEventType;

/** An event as it lies in a store; ports/stores/event-store.ts promises what happens to it there. */
export interface ChainedEvent<Type extends EventType = EventType> {
  readonly organisation: string;
  readonly stream: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly type: Type;
  readonly at: number;
  readonly actor: Actor;
  /** sha256 over the salt and the canonical payload. */
  readonly payloadDigest: string;
  /** sha256 over the digest before, and everything of this event but the payload. */
  readonly chainDigest: string;
  /** null once forgotten. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly salt: string | null;
}

type Unchained<Type extends EventType> = Omit<
  ChainedEvent<Type>,
  'payloadDigest' | 'chainDigest' | 'payload' | 'salt'
> & {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly salt: string;
};

/** What stands before the first event of a stream. */
export const CHAIN_START = '';

export function chainEvent<Type extends EventType>(event: Unchained<Type>, previousDigest: string): ChainedEvent<Type> {
  const payloadDigest = digestOf(event.salt, event.payload);
  return { ...event, payloadDigest, chainDigest: chainDigestOf({ ...event, payloadDigest }, previousDigest) };
}

/** What is added to the end of a stream, each event behind the one before; `last` is the one that stands there now. */
export function chainBehind<Type extends EventType>(
  last: ChainedEvent | undefined,
  news: readonly Omit<Unchained<Type>, 'sequence'>[]
): ChainedEvent<Type>[] {
  const chained: ChainedEvent<Type>[] = [];
  for (const event of news) {
    const before = chained.at(-1) ?? last;
    const sequence = (before?.sequence ?? 0) + 1;
    chained.push(chainEvent({ ...event, sequence } as Unchained<Type>, before?.chainDigest ?? CHAIN_START));
  }
  return chained;
}

/** The sequence of the first event that does not fit, or null where the chain is sound. Forgotten payloads are fine. */
export function findBrokenLink(events: readonly ChainedEvent[]): number | null {
  let previous = CHAIN_START;
  for (const [index, event] of events.entries()) {
    const payloadFits =
      event.payload === null || event.salt === null || digestOf(event.salt, event.payload) === event.payloadDigest;
    if (event.sequence !== index + 1 || !payloadFits || chainDigestOf(event, previous) !== event.chainDigest) {
      return event.sequence;
    }
    previous = event.chainDigest;
  }
  return null;
}

function digestOf(salt: string, payload: unknown): string {
  return sha256(`${salt}\n${canonicalJson(payload)}`);
}

function chainDigestOf(event: Omit<ChainedEvent, 'chainDigest' | 'payload' | 'salt'>, previousDigest: string): string {
  const { organisation, stream, sequence, type, at, actor, payloadDigest } = event;
  return sha256(canonicalJson([previousDigest, organisation, stream, sequence, type, at, actor, payloadDigest]));
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** JSON with the keys of every object in order, so that a store may give them back in any. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
