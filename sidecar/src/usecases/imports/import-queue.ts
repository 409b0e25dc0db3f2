import {
  IMPORT_MAX_TIMES,
  QUEUE_LENGTH,
  type ImportQueue as WireQueue,
  type QueueDecisionBody,
  type QueueItem,
} from '@incident-memory/contract';
import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import { SIGNATURE_LABEL } from '../../domain/imports/grouping/imported-ids.ts';
import { causeClassOf } from '../../domain/memory/capture/cause-class.ts';
import { fixKindOf } from '../../domain/memory/capture/fix-kind.ts';
import { isSameFix } from '../../domain/memory/capture/same-fix.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { undoneSequences } from '../../domain/memory/project-memory.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { everyRecord } from '../every-record.ts';
import { memoryRefusalError } from '../memory/memory-failure.ts';
import type { MemoryLedger, Telling } from '../memory/memory-ledger.ts';
import { placed } from '../memory/memory-streams.ts';
import { headOf } from './plan-import.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly stores: Pick<Stores, 'memories'>;
  readonly ids: Ids;
  /** How somebody may be named: some do not want to be. */
  readonly nameOf: (login: string) => string;
}

const PAGE = 200;
const MOST_MEMORIES = 5;
const VERBATIM_LENGTH = 4000;

/**
 * Twenty signatures, the most frequent first, that were imported and that nobody spoke about yet: a quarter of an hour
 * of somebody who was there. A word about a signature is a word about its memory, as events that can be taken back.
 */
export class ImportQueue {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async read(scope: Scope): Promise<WireQueue> {
    const bySignature = new Map<string, MemoryRecord[]>();
    for await (const record of this.imported(scope)) {
      const signature = record.labels[SIGNATURE_LABEL] ?? '';
      bySignature.set(signature, [...(bySignature.get(signature) ?? []), record]);
    }
    const waiting = [...bySignature].filter(([, records]) => records.every(waits));
    const items = waiting.flatMap(([signature, records]) => itemOf(signature, records)).sort(byFrequency);
    return { items: items.slice(0, QUEUE_LENGTH), waiting: waiting.length };
  }

  /** The memories that were changed, as they are then. */
  async decide(
    scope: Scope,
    signature: string,
    { body, login }: { body: QueueDecisionBody; login: string }
  ): Promise<MemoryRecord[]> {
    const records: MemoryRecord[] = [];
    for await (const record of this.imported(scope, signature)) {
      records.push(record);
    }
    const head = headOf(records.filter(({ state }) => state === 'active')) ?? headOf(records);
    if (head === null) {
      throw new ApplicationError('IM_IMPORT_SIGNATURE_UNKNOWN');
    }
    if (body.decision === 'undo') {
      return this.undo(scope, { signature, records, login });
    }
    const once = `${prefixOf(signature)}${this.dependencies.ids.next('req')}`;
    if (body.decision === 'dismiss') {
      const reason = body.reason === '' ? 'dismissed in the queue of imports' : body.reason;
      const active = records.filter(({ state }) => state === 'active');
      return this.writeAll(scope, active, { login, once, eventsOf: () => [{ type: 'retired', payload: { reason } }] });
    }
    const eventsOf = (standing: MemoryRecord): Telling[] => this.confirmation(standing, body, login);
    return this.writeAll(scope, [head], { login, once, eventsOf });
  }

  private imported(scope: Scope, signature: string | null = null): AsyncGenerator<MemoryRecord, void> {
    const { memories } = this.dependencies.stores;
    const labels = [{ key: SIGNATURE_LABEL, value: signature }];
    return everyRecord((page) => memories.list(scope, { labels, sort: '-startedAt', limit: PAGE, ...page }));
  }

  /** What a person says replaces what was read; what was only read and is let stand is now said by a person. */
  private confirmation(
    standing: MemoryRecord,
    { cause, fix, outcome }: Extract<QueueDecisionBody, { decision: 'confirm' }>,
    login: string
  ): Telling[] {
    const by = this.dependencies.nameOf(login);
    const read = standing.attempts.filter(
      ({ state, outcomeKnownFrom }) => state === 'done' && (outcomeKnownFrom === 'import' || outcomeKnownFrom === null)
    );
    const given =
      fix === undefined
        ? null
        : { kind: fix.kind ?? fixKindOf(fix.words), words: fix.words, target: '', exact: '', undo: '' };
    const same = given === null ? read : read.filter((attempt) => isSameFix(attempt.fix, given));
    if (outcome !== undefined && given === null && read.length === 0) {
      throw new ApplicationError('IM_REQUEST_INVALID', {
        details: { problem: 'an outcome is one of a fix, and none is known: say what was done' },
        path: 'body.fix',
      });
    }
    const helped = outcome ?? 'cured';
    const sentence = `${by} confirmed what was imported`;
    const judged = (attempt: string): Telling => ({
      type: 'outcome-judged',
      payload: { attempt, outcome: helped, knownFrom: 'person', sentence },
    });
    const at = standing.endedAt ?? standing.startedAt;
    const id = this.dependencies.ids.next('att');
    const isEnd = given !== null && (helped === 'cured' || helped === 'mitigated');
    const changes = {
      ...(cause === undefined
        ? {}
        : { cause: { class: cause.class ?? causeClassOf(cause.words), words: cause.words } }),
      ...(isEnd ? { resolution: given.words } : {}),
    };
    return [
      ...(Object.keys(changes).length === 0 ? [] : [{ type: 'corrected', payload: { changes } } as const]),
      // What the source told and the person tells otherwise was not what was done.
      ...read
        .filter((attempt) => given !== null && !same.includes(attempt))
        .map((attempt) => ({ type: 'attempt-withdrawn', payload: { attempt: attempt.id } }) as const),
      ...same.map((attempt) => judged(attempt.id)),
      ...(given === null || same.length > 0
        ? []
        : [
            {
              type: 'attempt-begun',
              payload: { attempt: { id, fix: given, by, begunAt: at, context: {}, from: null } },
            } as const,
            {
              type: 'attempt-done',
              payload: { attempt: id, appliedAt: at, knownFrom: 'person', sentence: `Done: ${given.words}` },
            } as const,
            judged(id),
          ]),
      { type: 'confirmed', payload: {} },
    ];
  }

  private async writeAll(
    scope: Scope,
    records: readonly MemoryRecord[],
    { login, once, eventsOf }: { login: string; once: string; eventsOf: (standing: MemoryRecord) => Telling[] }
  ): Promise<MemoryRecord[]> {
    const written: MemoryRecord[] = [];
    for (const { id } of records) {
      const recorded = await this.dependencies.ledger.record(scope, id, {
        once,
        actor: { kind: 'person', name: login },
        events: (standing) => ({ ok: true, value: eventsOf(standing) }),
      });
      if (!recorded.ok) {
        throw memoryRefusalError(recorded.failure);
      }
      written.push(recorded.value);
    }
    return written;
  }

  private async undo(
    scope: Scope,
    { signature, records, login }: { signature: string; records: readonly MemoryRecord[]; login: string }
  ): Promise<MemoryRecord[]> {
    const histories = await Promise.all(records.map(({ id }) => this.dependencies.ledger.history(scope, id)));
    const decided = histories.flatMap((history) => standingDecisions(history ?? [], signature));
    const last = decided.reduce<ChainedEvent | null>(
      (latest, one) => (one.at >= (latest?.at ?? 0) ? one : latest),
      null
    );
    if (last === null) {
      throw memoryRefusalError({ kind: 'not-undoable', problem: 'nothing was decided about this signature' });
    }
    const mine = decided.filter(({ payload }) => payload?.['once'] === last.payload?.['once']);
    const touched = records.filter(({ id }) => mine.some(({ stream }) => stream === id));
    const once = `undo ${String(last.payload?.['once'])}`;
    return this.writeAll(scope, touched, {
      ...{ login, once },
      eventsOf: ({ id }) =>
        mine
          .filter(({ stream }) => stream === id)
          .toReversed()
          .map(({ sequence }) => ({
            type: 'undone',
            payload: { sequence, reason: 'taken back in the queue of imports' },
          })),
    });
  }
}

function prefixOf(signature: string): string {
  return `queue ${signature} `;
}

/** Events of decisions about this signature that nobody took back. */
function standingDecisions(history: readonly ChainedEvent[], signature: string): ChainedEvent[] {
  const undone = undoneSequences(placed(history.filter(({ payload }) => payload !== null)));
  return history.filter(
    ({ payload, sequence }) => String(payload?.['once'] ?? '').startsWith(prefixOf(signature)) && !undone.has(sequence)
  );
}

/** Nobody said anything about it: neither that it is right nor that it is not worth it. */
function waits({ provenance, state }: MemoryRecord): boolean {
  return provenance === 'imported' && (state === 'active' || state === 'merged');
}

function itemOf(signature: string, records: readonly MemoryRecord[]): QueueItem[] {
  const head = headOf(records);
  if (head === null) {
    return [];
  }
  const times = records.flatMap(({ startedAt, recurrences }) => [startedAt, ...recurrences.map(({ at }) => at)]);
  const told = records.find(({ cause }) => cause !== null);
  const tried = [head, ...records].flatMap(({ attempts }) => attempts).find(({ state }) => state === 'done');
  return [
    {
      ...{ signature, title: head.title, service: head.service },
      episodes: times.length,
      orMore: records.some(({ recurrences }) => recurrences.length >= IMPORT_MAX_TIMES),
      firstAt: new Date(Math.min(...times)).toISOString(),
      lastAt: new Date(Math.max(...times)).toISOString(),
      cause: head.cause ?? told?.cause ?? null,
      fix: tried === undefined ? null : { kind: tried.fix.kind, words: tried.fix.words },
      memories: records.slice(0, MOST_MEMORIES).map(({ id, title, text, source, startedAt, flags }) => ({
        ...{ memory: id, title, link: source.link, flags: [...flags] },
        verbatim: text.slice(0, VERBATIM_LENGTH),
        startedAt: new Date(startedAt).toISOString(),
      })),
      memoriesInAll: records.length,
    },
  ];
}

function byFrequency(a: QueueItem, b: QueueItem): number {
  return b.episodes - a.episodes || (a.lastAt < b.lastAt ? 1 : -1);
}
