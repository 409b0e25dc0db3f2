import type { MemoryFlag } from '@incident-memory/contract';
import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import { instructionIn } from '../../domain/keeping/instruction-like.ts';
import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import { CLIENT_LABEL, type Categories } from '../memory/act-on-memory.ts';
import { captureOnce } from '../memory/capture-once.ts';
import { memoryRefusalError } from '../memory/memory-failure.ts';
import type { MemoryLedger, Telling } from '../memory/memory-ledger.ts';
import { requireRole, type Client } from './client.ts';
import type { Doubts } from './doubts.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly doubts: Doubts;
  readonly categories: Categories;
  readonly ids: Ids;
  readonly clock: Pick<Clock, 'now'>;
  readonly isEnabled: boolean;
}

/** As the ledger bounds them: what is longer would be cut, and is refused instead. */
export const MAX_NOTE_LENGTH = 20_000;
const MAX_LABELS = 60;
const MAX_LABEL_LENGTH = 2000;
const TITLE_LENGTH = 100;
/** Programs send zero, seconds for milliseconds, or nonsense: times that no calendar can show are not kept. */
const EARLIEST = Date.UTC(1970, 0, 1);
/** Facts, which do not age by themselves; an admin may give the category days (memory.expiryDays). */
const CATEGORY = 'resources';

export interface NewNote {
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  /** When it happened, where that is not now. */
  readonly at?: number | undefined;
  readonly validUntil?: number | null | undefined;
  /** Names the request that it came with. */
  readonly once?: string | undefined;
  /** Memories that it takes the place of: that it resembles them says nothing. */
  readonly instead?: readonly string[] | undefined;
}

export type RevisedNote = Partial<Pick<NewNote, 'text' | 'labels' | 'validUntil'>>;

/**
 * Notes of programs that bring their own idea of memory: mem0's, Hindsight's. They lie in the memory of the house as
 * notes with labels, found in their scope and told as what they are. A client changes and removes what clients wrote,
 * and nothing else.
 */
export class ClientNotes {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** What would be refused is refused now, before anything of a request is kept. */
  check(client: Client, notes: readonly Pick<NewNote, 'text' | 'labels'>[]): void {
    this.mayWrite(client);
    notes.forEach(({ text, labels }) => requireFit(text, labels));
  }

  async keep(client: Client, door: string, note: NewNote): Promise<MemoryRecord> {
    this.check(client, [note]);
    const captured = () => this.captured(client, door, note);
    return captureOnce(this.dependencies, client.scope, { once: note.once, captured, actor: client.actor });
  }

  /** What may be seen and stands; unknown, removed and not theirs are the same answer. */
  async read(client: Client, id: string): Promise<MemoryRecord> {
    const record = await this.dependencies.ledger.read(client.scope, id);
    if (record === null || record.state !== 'active') {
      throw memoryRefusalError({ kind: 'unknown' });
    }
    return record;
  }

  /** Also of what was removed: that it was is part of it. */
  async history(client: Client, id: string): Promise<ChainedEvent[]> {
    const events = await this.dependencies.ledger.history(client.scope, id);
    if (events === null) {
      throw memoryRefusalError({ kind: 'unknown' });
    }
    return events;
  }

  async revise(client: Client, id: string, { text, labels, validUntil }: RevisedNote): Promise<MemoryRecord> {
    this.mayWrite(client);
    const record = await this.ofClients(client, id);
    requireFit(text ?? record.text, labels ?? record.labels);
    const changes = {
      ...(text === undefined ? {} : { text, title: firstLine(text) }),
      ...(labels === undefined ? {} : { labels: { ...labels, [CLIENT_LABEL]: record.labels[CLIENT_LABEL] ?? '' } }),
      ...(validUntil === undefined ? {} : { validUntil }),
    };
    const flag: MemoryFlag = 'instruction-like';
    const sign = text === undefined || record.flags.includes(flag) ? null : instructionIn(text);
    return this.write(client, id, [
      { type: 'corrected', payload: { changes } },
      ...(sign === null ? [] : [{ type: 'flagged', payload: { flag, reason: `It ${sign}` } } as const]),
    ]);
  }

  /** Gone for clients and for recall; kept for people, who may look at what a program removed and bring it back. */
  async remove(client: Client, id: string): Promise<void> {
    this.mayWrite(client);
    await this.ofClients(client, id);
    await this.write(client, id, [{ type: 'retired', payload: { reason: `Removed by the client ${client.id}` } }]);
  }

  /** Of anything that may be seen: whether recalling it helped. */
  async rate(client: Client, id: string, { helped, reason }: { helped: boolean; reason: string }): Promise<void> {
    this.mayWrite(client);
    await this.read(client, id);
    await this.write(client, id, [{ type: 'feedback-given', payload: { helped, reason } }]);
  }

  /** Takes its last rating back, where there is one. */
  async unrate(client: Client, id: string): Promise<void> {
    this.mayWrite(client);
    const history = await this.history(client, id);
    const undone = new Set(history.filter(({ type }) => type === 'undone').map(({ payload }) => payload?.['sequence']));
    const last = history.findLast(
      ({ type, actor, sequence }) =>
        type === 'feedback-given' &&
        actor.kind === client.actor.kind &&
        actor.name === client.actor.name &&
        !undone.has(sequence)
    );
    if (last !== undefined) {
      await this.write(client, id, [{ type: 'undone', payload: { sequence: last.sequence, reason: '' } }]);
    }
  }

  private async captured(
    client: Client,
    door: string,
    { text, labels, at, validUntil, instead }: NewNote
  ): Promise<MemoryPayloads['captured']> {
    const { doubts, clock, categories } = this.dependencies;
    const now = clock.now();
    const startedAt = Math.min(Math.max(Math.round(at ?? now), EARLIEST), now);
    return {
      ...{ kind: 'note', state: 'active', text, incident: null, service: null, services: [], severity: null },
      title: firstLine(text),
      category: CATEGORY,
      labels: { ...labels, [CLIENT_LABEL]: door },
      startedAt,
      endedAt: startedAt,
      signature: { errorType: null, fingerprints: [], templates: [], symptoms: [] },
      ...{ cause: null, resolution: '', prevention: '', evidence: [], attempts: [] },
      provenance: client.provenance,
      flags: await doubts.flagsOf(client, { text, instead }),
      validUntil: validUntil ?? null,
      expiresAt: categories.expiresAt(CATEGORY, now),
      ...{ team: client.team, visibility: client.team === null ? 'organisation' : 'team', owner: null },
      source: { link: null, format: door },
    };
  }

  private async ofClients(client: Client, id: string): Promise<MemoryRecord> {
    const record = await this.read(client, id);
    if (!isClientNote(record)) {
      throw new ApplicationError('IM_CLIENT_NOTE_OF_OTHERS');
    }
    return record;
  }

  private async write({ scope, actor }: Client, id: string, events: readonly Telling[]): Promise<MemoryRecord> {
    const recorded = await this.dependencies.ledger.record(scope, id, { actor, events });
    if (!recorded.ok) {
      throw memoryRefusalError(recorded.failure);
    }
    return recorded.value;
  }

  private mayWrite(client: Client): void {
    requireRole(client, 'Editor');
    if (!this.dependencies.isEnabled) {
      throw new ApplicationError('IM_MEMORY_OFF');
    }
  }
}

export function isClientNote({ kind, labels }: Pick<MemoryRecord, 'kind' | 'labels'>): boolean {
  return kind === 'note' && labels[CLIENT_LABEL] !== undefined;
}

function requireFit(text: string, labels: Readonly<Record<string, string>>): void {
  const problem =
    text.trim() === ''
      ? 'the text is empty'
      : text.length > MAX_NOTE_LENGTH
        ? `the text is longer than ${MAX_NOTE_LENGTH} letters`
        : Object.keys(labels).length > MAX_LABELS
          ? `there are more than ${MAX_LABELS} labels and keys of metadata`
          : Object.entries(labels).some(([key, value]) => key.length > 100 || value.length > MAX_LABEL_LENGTH)
            ? `a label or value of metadata is longer than ${MAX_LABEL_LENGTH} letters, or its key than 100`
            : null;
  if (problem !== null) {
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem } });
  }
}

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 2).trimEnd()} …`;
}
