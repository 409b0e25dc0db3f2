import { inProcessFeed } from '../../../src/adapters/live-feed/in-process-feed.ts';
import { memoryIdOf } from '../../../src/domain/memory/capture/captured-incident.ts';
import { Thesaurus } from '../../../src/domain/recall/thesaurus/thesaurus.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import type { StoredEvent } from '../../../src/ports/stores/event-store.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { everyRecord, firstRecords } from '../../../src/usecases/every-record.ts';
import { IncidentLedger } from '../../../src/usecases/incidents/incident-ledger.ts';
import { Forget } from '../../../src/usecases/keeping/forget.ts';
import { VerifyChains } from '../../../src/usecases/keeping/verify-chains.ts';
import { MemoryLedger } from '../../../src/usecases/memory/memory-ledger.ts';
import { recallEntries } from '../../../src/usecases/memory/recall/recall-entries.ts';
import { TextReader } from '../../../src/usecases/recall/recall-text.ts';
import { SessionStore } from '../../../src/usecases/sessions/session-store.ts';
import { randomIds } from '../../../src/platform/random-ids.ts';
import { keysOf, queryOf } from '../../conformance/memories/recall-examples.ts';
import { openingOf } from '../../support/detection/ledger-house.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { capturedPayload } from '../../support/memory/memory-examples.ts';

const ADA = { kind: 'person', name: 'ada' } as const;
const HELPER = { kind: 'machine', name: 'helper' } as const;
const KEY = 'ada a-key';
const DIMENSIONS = 8;

/** A word is a direction: enough for vectors that differ from text to text. */
const embeddings = {
  key: 'test:words',
  dimensions: DIMENSIONS,
  embed: async (texts: readonly string[]) =>
    texts.map((text) => {
      const vector = Float32Array.from({ length: DIMENSIONS }, (_, at) => 1 + (text.length % (at + 2)));
      return vector.map((value) => value / Math.hypot(...vector));
    }),
};

/** What one process is made of. Whoever comes after it has the stores, and nothing else of it. */
function processOver(stores: Stores) {
  const clock = new FakeClock();
  const ids = randomIds(clock);
  const incidents = new IncidentLedger({ stores, clock, ids, feed: inProcessFeed() });
  const reader = new TextReader({ thesaurus: new Thesaurus([]), embeddings });
  const redact = (text: string): string => text;
  const memories = new MemoryLedger({ stores, clock, ids, redact, entriesOf: recallEntries(reader) });
  const sessions = new SessionStore({ settings: stores.settings, clock });
  const place = {
    place: 'sessions',
    holding: sessions.holding.bind(sessions),
    forget: sessions.forget.bind(sessions),
  } as const;
  const nothing = { batches: 0, bytes: 0, maxBytes: 1, lostBytes: 0 };
  const spool = { status: () => nothing };
  const forget = new Forget({ stores, incidents, memories, spool, places: [place], clock, ids });
  return { clock, ids, incidents, memories, sessions, forget };
}

/**
 * A canary in everything in which the words of people may stand: an incident with its notes, its memory in two versions,
 * a person's note, a program's copy of it, an answer that is kept, a question that somebody asked. Beside it lies what has
 * nothing to do with it, and stays.
 */
export async function placeCanary(stores: Stores, organisation: string, canary: string): Promise<void> {
  const { incidents, memories, sessions, ids, clock } = processOver(stores);
  const scope = systemScope(organisation);
  const { record } = await incidents.openOrJoin(scope, openingOf(['payment']));
  const notes = {
    cause: `${canary} filled the disk`,
    fix: 'none',
    fixKind: 'other',
    didNotHelp: '',
    prevention: '',
  } as const;
  await incidents.record(scope, record.id, {
    actor: ADA,
    events: [{ type: 'noted', payload: { text: `saw ${canary}` } }],
  });
  await incidents.record(scope, record.id, { actor: ADA, events: [{ type: 'confirmed', payload: { notes } }] });

  const own = memoryIdOf(record.id);
  const incident = { id: record.id, number: record.number };
  const captured = capturedPayload({ state: 'active', incident, text: `${canary} filled the disk of the primary` });
  await memories.capture(scope, { id: own, captured, actor: ADA });
  const changes = { text: `${canary} filled the disk of both`, labels: { [canary]: 'seen' } };
  await memories.record(scope, own, { actor: ADA, events: [{ type: 'corrected', payload: { changes } }] });

  const text = `ask ${canary} before anything is restarted at night, and write down what was said by whom`;
  const note = capturedPayload({ kind: 'note', state: 'active', incident: null, title: 'who to ask', text });
  await memories.capture(scope, { id: ids.next('mem'), captured: note, actor: ADA });
  const copy = { ...note, provenance: 'inferred' } as const;
  await memories.capture(scope, { id: ids.next('mem'), captured: copy, actor: HELPER });
  const kept = capturedPayload({
    kind: 'note',
    state: 'active',
    incident: null,
    title: 'keeper',
    text: 'this one stays',
  });
  await memories.capture(scope, { id: ids.next('mem'), captured: kept, actor: ADA });

  const body = JSON.stringify({ id: own, told: canary });
  const answer = { requestDigest: 'd', status: 200, body, at: clock.now() };
  await stores.idempotency.remember(scope, KEY, answer);
  const turn = { at: clock.now(), text: `who is ${canary}?`, answer: 'nobody knows', memories: [], incidents: [] };
  const times = { startedAt: clock.now(), updatedAt: clock.now() };
  const session = { id: ids.next('ses'), ...times, services: [], incident: null, turns: [turn] };
  await sessions.save({ ...scope, user: 'ada' }, session);
}

export function forgetCanary(stores: Stores, organisation: string, canary: string): Promise<unknown> {
  const wish = { text: canary, reason: 'asked for', actor: ADA };
  return processOver(stores).forget.forget(systemScope(organisation), wish);
}

/** What the next start does. */
export async function startAgain(stores: Stores, organisation: string): Promise<void> {
  const { incidents, memories, forget } = processOver(stores);
  await incidents.repair(organisation, 0);
  await memories.repair(organisation, 0);
  await forget.finishOpen(organisation);
}

/** Where the canary is, asked of every door of the stores. */
export async function placesOf(stores: Stores, organisation: string, canary: string): Promise<string[]> {
  const scope = systemScope(organisation);
  const events = [];
  for (const kind of ['incidents', 'memories', 'forgettings'] as const) {
    const listed = everyRecord<StoredEvent>(async (place) => {
      const page = await stores.events.search(scope, { of: kind, limit: 200, ...place });
      return { records: page.events, nextCursor: page.nextCursor };
    });
    for await (const event of listed) {
      events.push(event);
    }
  }
  const query = { sort: 'startedAt', limit: 200 } as const;
  const memories = await firstRecords(1000, (place) => stores.memories.list(scope, { ...query, ...place }));
  const incidents = await firstRecords(1000, (place) => stores.incidents.list(scope, { ...query, ...place }));
  const ids = [...new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('mem_')))];
  const byTerm = await stores.recall.candidates(scope, queryOf({ terms: [{ term: canary, weight: 1 }], limit: 100 }));
  const { words } = await stores.recall.statistics(scope, { words: keysOf(canary), concepts: [] });
  const { sessions } = processOver(stores);
  const told = {
    events,
    memories,
    incidents,
    entries: await stores.recall.read(scope, ids),
    answers: await stores.idempotency.find(scope, KEY, 0),
    sessions: await sessions.list({ ...scope, user: 'ada' }),
  };
  return [
    ...Object.entries(told).flatMap(([place, thing]) => (JSON.stringify(thing).includes(canary) ? place : [])),
    ...(byTerm.length > 0 ? ['index by term'] : []),
    ...((words[0] ?? 0) > 0 ? ['statistics'] : []),
  ].sort();
}

/** What was promised and is not so; empty where the forgetting is done as a whole, or was not begun at all. */
export async function brokenPromises(
  stores: Stores,
  organisation: string,
  { canary, before }: { canary: string; before: readonly string[] }
): Promise<{ isBegun: boolean; findings: string[] }> {
  const { forget, clock } = processOver(stores);
  const scope = systemScope(organisation);
  const { forgettings } = await forget.list(organisation, { limit: 10 });
  const found = await placesOf(stores, organisation, canary);
  const { broken } = await new VerifyChains({ stores, clock }).all(organisation);
  const { records } = await stores.memories.list(scope, { sort: 'startedAt', limit: 200, text: 'keeper' });
  const findings = broken.map(({ stream, sequence }) => `the chain of ${stream} breaks at ${sequence}`);
  if (records.length !== 1) {
    findings.push('what had nothing to do with it is gone');
  }
  if (forgettings.length === 0) {
    return {
      isBegun: false,
      findings: found.join() === before.join() ? findings : [...findings, `half gone: ${found.join()}`],
    };
  }
  for (const { id } of forgettings) {
    const { checked } = await forget.show(organisation, id);
    findings.push(...(checked?.holds === true ? [] : [`${id} is not done: ${checked?.sentence ?? 'begun'}`]));
  }
  findings.push(...found.map((place) => `still in ${place}`));
  return { isBegun: true, findings };
}
