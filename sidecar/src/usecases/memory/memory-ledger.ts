import type { Actor } from '@incident-memory/contract';
import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import type { MemoryPayloads, PlacedMemoryEvent } from '../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { memoryRefusal } from '../../domain/memory/memory-refusal.ts';
import { projectMemory } from '../../domain/memory/project-memory.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import { Turns } from '../turns.ts';
import type { MemoryFailure } from './memory-failure.ts';
import { MemoryStreams, placed, type Continued, type StreamDependencies, type Telling } from './memory-streams.ts';

export type { Telling };

type Decided = Result<readonly Telling[], MemoryFailure>;

export interface MemoryRecording {
  /** What to write, or how that is decided from the memory as it is at the moment of writing. None: nothing is written. */
  readonly events: readonly Telling[] | ((standing: MemoryRecord) => Promise<Decided> | Decided);
  readonly actor: Actor;
  /** What the writer looked at when deciding. */
  readonly ifVersion?: number | undefined;
  /** Names this very request, or what these events follow from. */
  readonly once?: string | undefined;
}

export interface Capture {
  /** `mem_` and a UUIDv7: of an incident the incident's own. */
  readonly id: string;
  readonly captured: MemoryPayloads['captured'];
  readonly actor: Actor;
  /** When it was written, where that is not now. */
  readonly at?: number;
  /** What happened to it then. */
  readonly then?: readonly Telling[];
}

/** Another writer may win a sequence this often before we give up and say so. */
const MAX_APPEND_ATTEMPTS = 8;
/** Appends of a bulk that are under way at once. */
const AT_ONCE = 64;
/** Records and entries that are written in one go. */
const PORTION = 500;

/**
 * The one place that writes memories. Every change is an event; what people see and what recall searches follows from
 * the events and is mended on reading (memory-streams.ts). All text is redacted and bounded here, whoever writes.
 */
export class MemoryLedger {
  private readonly streams: MemoryStreams;
  /** Writers in this process wait for each other; those elsewhere are told apart by the sequence of events. */
  private readonly turns = new Turns();

  constructor(dependencies: StreamDependencies) {
    this.streams = new MemoryStreams(dependencies);
  }

  read(scope: Scope, id: string): Promise<MemoryRecord | null> {
    return this.streams.read(scope, id);
  }

  /** Every event of a memory that the reader may see, in order; null where there is none such. */
  async history(scope: Scope, id: string): Promise<ChainedEvent[] | null> {
    return (await this.read(scope, id)) === null ? null : this.streams.history(scope, id);
  }

  /** Begins a memory; where it was begun before, that one as it is now, and null where it was forgotten. */
  async capture(scope: Scope, { id, captured, actor, at, then = [] }: Capture): Promise<MemoryRecord | null> {
    return this.turns.take(id, async () => {
      const history = await this.streams.history(scope, id);
      if (history.length === 0) {
        const first = { type: 'captured', payload: captured, ...(at === undefined ? {} : { at }) } as const;
        const written = await this.streams.write(
          scope,
          this.streams.continued(scope.organisation, [], { stream: id, events: [first, ...then], actor })
        );
        if (written !== 'conflict') {
          return written;
        }
      }
      return this.read(systemScope(scope.organisation), id);
    });
  }

  /**
   * Adds events, all or none. What the life cycle refuses is a failure that changes nothing. With `once` a repetition
   * changes nothing either, also one that comes after a crash: the events carry it.
   */
  record(scope: Scope, id: string, wanted: MemoryRecording): Promise<Result<MemoryRecord, MemoryFailure>> {
    return this.turns.take(id, () => this.recordNow(scope, id, wanted));
  }

  /** Takes back what one event did; the undo is an event too, and can be taken back. */
  undo(
    scope: Scope,
    id: string,
    { sequence, reason, ...wanted }: { sequence: number; reason: string } & Omit<MemoryRecording, 'events'>
  ): Promise<Result<MemoryRecord, MemoryFailure>> {
    return this.record(scope, id, { ...wanted, events: [{ type: 'undone', payload: { sequence, reason } }] });
  }

  /** Many whole memories at once; those that were begun before are left as they are. Returns how many were written. */
  async captureMany(scope: Scope, captures: readonly Capture[]): Promise<number> {
    const heads = await this.streams.stores.events.heads(scope, { streams: captures.map(({ id }) => id) });
    const fresh = captures.filter(({ id }) => !heads.has(id));
    let written = 0;
    for (let start = 0; start < fresh.length; start += PORTION) {
      const records: MemoryRecord[] = [];
      const portion = fresh.slice(start, start + PORTION);
      for (let from = 0; from < portion.length; from += AT_ONCE) {
        const begun = portion.slice(from, from + AT_ONCE).map((capture) => this.begin(scope, capture));
        records.push(...(await Promise.all(begun)).filter((record) => record !== null));
      }
      await this.streams.keep(scope.organisation, records);
      written += records.length;
    }
    return written;
  }

  /** Mends every record and index entry that is behind its events since the time; returns how many. */
  async repair(organisation: string, since: number): Promise<number> {
    const heads = await this.streams.stores.events.heads(systemScope(organisation), { of: 'memories', since });
    let mended = 0;
    for (const [stream, head] of heads) {
      mended += (await this.streams.mendIfBehind(organisation, { stream, head })) ? 1 : 0;
    }
    return mended;
  }

  /** Memories with an event since the time. */
  async changedSince(organisation: string, since: number): Promise<MemoryRecord[]> {
    const { events, memories } = this.streams.stores;
    const heads = await events.heads(systemScope(organisation), { of: 'memories', since });
    return memories.get(systemScope(organisation), [...heads.keys()]);
  }

  /** What recall searches of these memories is made anew from their records. */
  async indexAnew(organisation: string, ids: readonly string[]): Promise<void> {
    await this.streams.keep(organisation, await this.streams.stores.memories.get(systemScope(organisation), ids));
  }

  private async begin(scope: Scope, { id, captured, actor, at, then = [] }: Capture): Promise<MemoryRecord | null> {
    const first = { type: 'captured', payload: captured, ...(at === undefined ? {} : { at }) } as const;
    const begun = this.streams.continued(scope.organisation, [], { stream: id, events: [first, ...then], actor });
    const appended = await this.streams.stores.events.append(scope, begun.chained);
    return appended.ok ? begun.record : null;
  }

  private async recordNow(
    scope: Scope,
    id: string,
    { events: wanted, actor, ifVersion, once }: MemoryRecording
  ): Promise<Result<MemoryRecord, MemoryFailure>> {
    for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt += 1) {
      const standing = await this.read(scope, id);
      if (standing === null) {
        return fail({ kind: 'unknown' });
      }
      const history = await this.streams.history(scope, id);
      if (once !== undefined && history.some(({ payload }) => payload?.['once'] === once)) {
        return succeed(standing);
      }
      if (ifVersion !== undefined && ifVersion !== standing.version) {
        return fail({ kind: 'version-conflict', version: standing.version });
      }
      const decided = typeof wanted === 'function' ? await wanted(standing) : succeed(wanted);
      if (!decided.ok) {
        return decided;
      }
      if (decided.value.length === 0) {
        return succeed(standing);
      }
      if ((history.at(-1)?.sequence ?? 0) === standing.version) {
        const news = { stream: id, events: decided.value, actor, once };
        const continued = this.streams.continued(scope.organisation, history, news);
        const refused = firstRefused(standing, placed(history), continued);
        if (refused !== null) {
          return fail(refused);
        }
        const written = await this.streams.write(scope, continued);
        if (written !== 'conflict') {
          return succeed(written ?? standing);
        }
      }
    }
    throw new Error(`memory ${id} is written by others all the time`);
  }
}

/** Each event is judged by what those before it make of the memory. */
function firstRefused(
  standing: MemoryRecord,
  history: readonly PlacedMemoryEvent[],
  { chained }: Continued
): MemoryFailure | null {
  let record: MemoryRecord | null = standing;
  let behind = history;
  for (const event of placed(chained)) {
    const refused = record === null ? ({ kind: 'unknown' } as const) : memoryRefusal(record, event, behind);
    if (refused !== null) {
      return refused;
    }
    behind = [...behind, event];
    record = projectMemory(behind);
  }
  return null;
}
