import type { Actor, ForgetProof } from '@incident-memory/contract';
import { findBrokenLink } from '../../domain/events/event-chain.ts';
import { kindOfStream } from '../../domain/events/stream-kinds.ts';
import type { Forgetting, ForgettingDone, ForgottenPlace } from '../../domain/keeping/forgetting.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Spool } from '../../ports/spool.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { findIncident } from '../incidents/act-on-incident.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';
import type { MemoryLedger } from '../memory/memory-ledger.ts';
import { Turns } from '../turns.ts';
import { ForgettingStreams } from './forgetting-streams.ts';
import { ForgetTargets } from './forget-targets.ts';

/** A place outside the stores of incidents and memories in which something of them may lie. */
export interface ForgetfulPlace {
  readonly place: Extract<ForgottenPlace['place'], 'sessions' | 'client-settings' | 'caches' | 'exports'>;
  /**
   * What holds one of these texts, named without a word of them: the names are kept, so that who finishes after a crash,
   * when nobody knows the texts any more, knows what to remove.
   */
  holding(organisation: string, texts: readonly string[]): Promise<readonly string[]>;
  /** Removes what belongs to these streams, is named, or holds one of these texts; returns how much there was. */
  forget(
    organisation: string,
    what: { readonly streams: readonly string[]; readonly named: readonly string[]; readonly texts: readonly string[] }
  ): Promise<number>;
}

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'memories' | 'recall' | 'idempotency' | 'scrub'>;
  readonly incidents: IncidentLedger;
  readonly memories: MemoryLedger;
  readonly spool: Pick<Spool, 'status'>;
  readonly places: readonly ForgetfulPlace[];
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next' | 'salt'>;
}

export interface ForgetWish {
  readonly memories?: readonly string[] | undefined;
  readonly incidents?: readonly string[] | undefined;
  readonly text?: string | undefined;
  readonly reason: string;
}

/** What is shown of one: what was asked for, what was done, whether it holds now. */
export interface ForgettingShown {
  readonly forgetting: Forgetting;
  readonly checked: { readonly at: number; readonly holds: boolean; readonly sentence: string } | null;
}

/**
 * Forgets for good, in a way that can be shown (N16). A memory goes with the incidents that it was made from, and an
 * incident with its memory, since each would tell the other's text; copies that programs made go too. What is under way
 * or held is refused as a whole, before anything is begun.
 */
export class Forget {
  private readonly dependencies: Dependencies;
  private readonly streams: ForgettingStreams;
  private readonly targets: ForgetTargets;
  private readonly turns = new Turns();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.streams = new ForgettingStreams(dependencies);
    this.targets = new ForgetTargets(dependencies);
  }

  /** The streams that would go. Throws where one of them may not. */
  async preview(scope: Scope, wish: ForgetWish): Promise<string[]> {
    const named = await this.named(scope.organisation, wish);
    const holding = wish.text === undefined ? [] : await this.targets.holding(scope.organisation, wish.text);
    const own = [...new Set([...named, ...holding].flatMap(bothOf))];
    const incidents = own.filter((stream) => kindOfStream(stream) === 'incidents');
    const recurring = await this.targets.recurringWith(scope.organisation, incidents);
    const together = [...new Set([...own, ...recurring.flatMap(bothOf)])];
    const memories = together.filter((stream) => kindOfStream(stream) === 'memories');
    const all = [...together, ...(await this.targets.copiesOf(scope.organisation, memories))];
    const there = await this.dependencies.stores.events.heads(systemScope(scope.organisation), { streams: all });
    const streams = all.filter((stream) => there.has(stream)).toSorted();
    await this.refuseWhatMayNot(scope.organisation, streams);
    return streams;
  }

  /** The same with titles, as far as the reader may see them. */
  async titled(scope: Scope, wish: ForgetWish): Promise<{ stream: string; title: string | null }[]> {
    const { stores } = this.dependencies;
    const streams = await this.preview(scope, wish);
    const memories = await stores.memories.get(scope, streams.filter(isMemory));
    const titles = new Map(memories.map(({ id, title }) => [id, title]));
    return Promise.all(
      streams.map(async (stream) => {
        const incident = isMemory(stream) ? null : await stores.incidents.get(scope, stream);
        return { stream, title: titles.get(stream) ?? (incident === null ? null : `INC-${incident.number}`) };
      })
    );
  }

  async forget(scope: Scope, { actor, ...wish }: ForgetWish & { actor: Actor }): Promise<ForgettingShown> {
    const { organisation } = scope;
    const streams = await this.preview(scope, wish);
    const texts = wish.text === undefined ? [] : [wish.text];
    const elsewhere = await this.elsewhere(organisation, texts);
    const begun = await this.streams.begin(organisation, { reason: wish.reason, streams, elsewhere, by: actor });
    await this.carryOut(organisation, begun, texts);
    return this.show(organisation, begun.id);
  }

  /** One forgetting, looked at again now. */
  async show(organisation: string, id: string): Promise<ForgettingShown> {
    const forgetting = await this.streams.read(organisation, id);
    if (forgetting === null) {
      throw new ApplicationError('IM_FORGETTING_UNKNOWN');
    }
    return { forgetting, checked: forgetting.done === null ? null : await this.check(organisation, forgetting.done) };
  }

  list(...asked: Parameters<ForgettingStreams['list']>): ReturnType<ForgettingStreams['list']> {
    return this.streams.list(...asked);
  }

  /** Does what was begun by somebody who died; returns how many. */
  async finishOpen(organisation: string): Promise<number> {
    const open = await this.streams.unfinished(organisation);
    for (const forgetting of open) {
      await this.carryOut(organisation, forgetting);
    }
    return open.length;
  }

  /** Of the whole organisation: an admin may have to forget what a person or a team keeps to itself, and sees no word. */
  private async named(organisation: string, { memories = [], incidents = [] }: ForgetWish): Promise<string[]> {
    const ledgers = this.dependencies;
    const scope = systemScope(organisation);
    const found = await Promise.all(incidents.map((reference) => findIncident(ledgers.incidents, scope, reference)));
    for (const id of memories) {
      if ((await ledgers.memories.read(scope, id)) === null) {
        throw new ApplicationError('IM_MEMORY_UNKNOWN');
      }
    }
    return [...found.map(({ id }) => id), ...memories];
  }

  private async refuseWhatMayNot(organisation: string, streams: readonly string[]): Promise<void> {
    const scope = systemScope(organisation);
    const { stores } = this.dependencies;
    const held = (await stores.memories.get(scope, streams.filter(isMemory))).filter(({ legalHold }) => legalHold);
    if (held.length > 0) {
      throw new ApplicationError('IM_FORGET_HELD', { details: { memories: held.map(({ id }) => id).join(', ') } });
    }
    for (const id of streams.filter((stream) => !isMemory(stream))) {
      const incident = await stores.incidents.get(scope, id);
      if (incident !== null && isUnderWay(incident.state)) {
        throw new ApplicationError('IM_FORGET_UNDER_WAY', { details: { incident: `INC-${incident.number}` } });
      }
    }
  }

  private async elsewhere(
    organisation: string,
    texts: readonly string[]
  ): Promise<NonNullable<Forgetting['begun']['elsewhere']>> {
    const found = this.dependencies.places.map(async ({ place, holding }) => {
      return { place, named: texts.length === 0 ? [] : await holding(organisation, texts) };
    });
    return (await Promise.all(found)).filter(({ named }) => named.length > 0);
  }

  /** Each step may have been done before: a repetition finds nothing and is harmless. */
  private carryOut(organisation: string, forgetting: Forgetting, texts: readonly string[] = []): Promise<void> {
    return this.turns.take(forgetting.id, async () => {
      const { streams, reason, elsewhere = [] } = forgetting.begun;
      const forgotten: ForgetProof['streams'] = [];
      for (const stream of streams) {
        forgotten.push(...(await this.forgetStream(organisation, { stream, reason, once: forgetting.id })));
      }
      const memories = streams.filter(isMemory).length;
      const places: ForgottenPlace[] = [
        {
          place: 'events',
          removed: forgotten.length,
          sentence: 'streams of events whose content was removed; the chain stays',
        },
        { place: 'memories', removed: memories, sentence: 'memories, with their text in the file of the store' },
        { place: 'recall-index', removed: memories, sentence: 'entries with their words, concepts and vectors' },
        { place: 'incidents', removed: streams.length - memories, sentence: 'states of incidents' },
        {
          place: 'idempotency-answers',
          removed: await this.dependencies.stores.idempotency.forget(systemScope(organisation), [
            ...streams,
            // As the text stands in the JSON of an answer.
            ...texts.map((text) => JSON.stringify(text).slice(1, -1)),
          ]),
          sentence: 'answers that were kept in case a request comes again',
        },
      ];
      for (const { place, forget } of this.dependencies.places) {
        const named = elsewhere.filter((one) => one.place === place).flatMap((one) => one.named);
        const removed = await forget(organisation, { streams, named, texts });
        const sentence = `what ${place} held of these streams, and of this text where one was given`;
        places.push({ place, removed, sentence });
      }
      places.push(this.spoolSaid());
      await this.dependencies.stores.scrub();
      await this.streams.finish(organisation, forgetting, { streams: forgotten, places });
    });
  }

  private async forgetStream(
    organisation: string,
    { stream, reason, once }: { stream: string; reason: string; once: string }
  ): Promise<ForgetProof['streams']> {
    const scope = systemScope(organisation);
    const { stores, incidents, memories } = this.dependencies;
    const wanted = { actor: { kind: 'system', name: 'forgetting' }, once } as const;
    const event = { type: 'forgotten', payload: { reason } } as const;
    const ledger = isMemory(stream) ? memories : incidents;
    const isThere = (await ledger.read(scope, stream)) !== null;
    if (isThere) {
      await (isMemory(stream)
        ? memories.record(scope, stream, { ...wanted, events: [event] })
        : incidents.record(scope, stream, { ...wanted, events: [event] }));
      // Reading finishes it where the writer died between the event and what follows from it.
      await ledger.read(scope, stream);
    }
    const events = await stores.events.read(scope, stream);
    const last = events.findLast(({ type }) => type === 'forgotten');
    return last === undefined ? [] : [{ stream, upToSequence: last.sequence, chainDigest: last.chainDigest }];
  }

  /** Batches wait there for minutes; they are what machines sent, before anything was remembered of it. */
  private spoolSaid(): ForgottenPlace {
    const { bytes } = this.dependencies.spool.status();
    const sentence =
      bytes === 0
        ? 'nothing waits in the spool'
        : 'telemetry waits in the spool; it goes to the log store, where its own retention removes it';
    return { place: 'spool', removed: 0, sentence };
  }

  private async check(
    organisation: string,
    { streams }: ForgettingDone
  ): Promise<NonNullable<ForgettingShown['checked']>> {
    const scope = systemScope(organisation);
    const { stores, clock } = this.dependencies;
    const ids = streams.map(({ stream }) => stream);
    const [records, entries] = await Promise.all([
      stores.memories.get(scope, ids.filter(isMemory)),
      stores.recall.read(scope, ids.filter(isMemory)),
    ]);
    let problem = records.length + entries.length > 0 ? 'A memory of it is there.' : null;
    for (const { stream, upToSequence, chainDigest } of streams) {
      const events = await stores.events.read(scope, stream);
      const kept = events.filter(({ sequence, payload }) => sequence < upToSequence && payload !== null);
      const end = events.find(({ sequence }) => sequence === upToSequence);
      if (kept.length > 0 || (!isMemory(stream) && (await stores.incidents.get(scope, stream)) !== null)) {
        problem ??= `Content of ${stream} is there.`;
      }
      if (findBrokenLink(events) !== null || end?.chainDigest !== chainDigest) {
        problem ??= `The chain of ${stream} is not the one that was left.`;
      }
    }
    const sentence = problem ?? 'None of it is there, and every chain is as it was left.';
    return { at: clock.now(), holds: problem === null, sentence };
  }
}

function isMemory(stream: string): boolean {
  return kindOfStream(stream) === 'memories';
}

/** An incident and its memory share their UUID. */
function bothOf(stream: string): string[] {
  const uuid = stream.slice(stream.indexOf('_') + 1);
  return [`inc_${uuid}`, `mem_${uuid}`];
}
