import { errorCode, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

/** Remembering comes every two seconds, and two tests wait for it twice. */
jest.setTimeout(30_000);

let running: RunningSidecar;

beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

const FIX = { kind: 'configuration', words: 'raise the pool size of payment to 50', target: 'payment' };
const RESTART = { kind: 'restart', words: 'restart payment', target: 'payment' };

async function breakService(service: string, message: string): Promise<string> {
  await running.sendLines(Array.from({ length: 120 }, (_, index) => ({ service, message: `${message} ${index} ms` })));
  return until(`an incident of ${service}`, async () => {
    const { body } = await running.ask({}, { path: `/v1/incidents?service=${service}&state=open` });
    return body.items[0]?.id as string | undefined;
  });
}

const act = async (path: string, body: unknown = {}) => {
  const answer = await running.ask({}, { path, body });
  expect({ path, status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
  return answer.body;
};
const read = async (path: string, person = {}) => (await running.ask(person, { path })).body;

describe('an incident is remembered by itself', () => {
  let incident: string;

  it('the first time, memory says so and answers in general', async () => {
    incident = await breakService('payment', 'connection pool exhausted after');
    const recalled = await read(`/v1/incidents/${incident}/recall`);
    expect(recalled).toMatchObject({ abstained: true, note: null, seen: { verdict: 'first-time', times: 0 } });
    expect(recalled.general.length).toBeGreaterThan(0);
    expect(recalled.general[0].sentence).toMatch(/nothing of your own/);
    expect(recalled.recommended).toEqual([]);
  });

  it('what people do about it is kept, and stands on its timeline', async () => {
    expect(await read(`/v1/incidents/${incident}/memory`)).toBeNull();
    const begun = await act(`/v1/incidents/${incident}/attempts`, { fix: RESTART });
    expect(begun).toMatchObject({ state: 'forming', attempts: [{ state: 'doing', by: 'ada', outcome: null }] });
    const [{ id }] = begun.attempts;
    await act(`/v1/incidents/${incident}/attempts/${id}/done`);
    const judged = await act(`/v1/incidents/${incident}/attempts/${id}/outcome`, { outcome: 'no-effect' });
    expect(judged.attempts).toMatchObject([{ state: 'done', outcome: 'no-effect', outcomeKnownFrom: 'person' }]);
    const { items } = await read(`/v1/incidents/${incident}/events`);
    const told = items.filter(({ type }: { type: string }) => type === 'attempted');
    expect(told.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      'ada is doing: restart payment',
      'Done: restart payment',
      'ada says of "restart payment": changed nothing',
    ]);
  });

  it('its memory is complete once it is closed, without any form', async () => {
    await act(`/v1/incidents/${incident}/confirm`, {
      cause: 'the connection pool was too small for the evening',
      fix: FIX.words,
      fixKind: FIX.kind,
      didNotHelp: 'restart payment; it got worse after failing over the database',
      prevention: 'alert on pool use',
    });
    const memory = await until('an active memory', async () => {
      const found = await read(`/v1/incidents/${incident}/memory`);
      return found?.state === 'active' ? found : undefined;
    });
    expect(memory).toMatchObject({
      id: incident.replace('inc_', 'mem_'),
      provenance: 'confirmed',
      cause: { class: 'resource-exhaustion' },
      resolution: FIX.words,
      service: 'payment',
    });
    expect(memory.signature.templates[0].text).toMatch(/connection pool exhausted/);
    const outcomes = memory.attempts.map(({ fix, outcome }: { fix: { words: string }; outcome: string }) => [
      fix.words,
      outcome,
    ]);
    expect(outcomes).toEqual([
      ['restart payment', 'no-effect'],
      [FIX.words, 'cured'],
      ['it got worse after failing over the database', 'got-worse-after'],
    ]);
  });

  it('is found by other words of the same meaning, with what helped and what did not', async () => {
    const recalled = await act('/v1/recall', { text: 'payment: connection pool exhausted', service: 'payment' });
    expect(recalled).toMatchObject({ abstained: false, seen: { times: 1 } });
    expect(recalled.matches[0].memory.incident.id).toBe(incident);
    expect(recalled.recommended.map(({ fix }: { fix: { words: string } }) => fix.words)).toEqual([FIX.words]);
    expect(recalled.doNotTry.map(({ fix }: { fix: { words: string } }) => fix.words).sort()).toEqual([
      'it got worse after failing over the database',
      'restart payment',
    ]);
    expect(recalled.general).toEqual([]);
    expect(recalled.whoKnows).toMatchObject([{ who: 'ada' }]);
  });

  it('and by nobody of another organisation', async () => {
    const memory = incident.replace('inc_', 'mem_');
    const foreign = { organisation: 2 };
    const { body } = await running.ask(foreign, { path: '/v1/recall', body: { text: 'connection pool exhausted' } });
    expect(body).toMatchObject({ matches: [], searched: 0, seen: { verdict: 'first-time' } });
    for (const path of [`/v1/memories/${memory}`, `/v1/memories/${memory}/history`]) {
      expect(errorCode(await running.ask(foreign, { path }))).toBe('IM_MEMORY_UNKNOWN');
    }
    for (const name of ['confirm', 'restore']) {
      const answer = await running.ask(foreign, { path: `/v1/memories/${memory}/${name}`, body: {} });
      expect(errorCode(answer)).toBe('IM_MEMORY_UNKNOWN');
    }
    expect((await read('/v1/memories', foreign)).items).toEqual([]);
    expect((await read('/v1/memory/log', foreign)).items).toEqual([]);
  });
});

describe('a memory can be corrected', () => {
  it('noted, corrected, doubted and all of it taken back, with its history', async () => {
    const note = await act('/v1/memories', {
      text: 'The pool of the test shop is small on purpose.\nAsk before raising.',
    });
    expect(note).toMatchObject({
      kind: 'note',
      state: 'active',
      title: 'The pool of the test shop is small on purpose.',
    });
    const corrected = await act(`/v1/memories/${note.id}/correct`, { title: 'Small pool', validUntil: null });
    expect(corrected).toMatchObject({ title: 'Small pool', version: 2 });
    const stale = await running.ask(
      {},
      { path: `/v1/memories/${note.id}/stale`, body: { reason: 'raised' }, headers: { 'if-match': '1' } }
    );
    expect(errorCode(stale)).toBe('IM_VERSION_CONFLICT');
    await act(`/v1/memories/${note.id}/stale`, { reason: 'it was raised' });
    expect(await act(`/v1/memories/${note.id}/undo`, { sequence: 2, reason: 'was right' })).toMatchObject({
      title: note.title,
      stale: { reason: 'it was raised' },
    });
    const { items } = await read(`/v1/memories/${note.id}/history`);
    expect(items.map(({ type, undone }: { type: string; undone: boolean }) => [type, undone])).toEqual([
      ['undone', false],
      ['staled', false],
      ['corrected', true],
      ['captured', false],
    ]);
    const log = await read('/v1/memory/log?limit=2');
    expect(log.items[0]).toMatchObject({ memory: note.id, type: 'undone', undoable: true });
  });

  it('retired, it is recalled no more, and again once it is restored', async () => {
    const note = await act('/v1/memories', { text: 'zebra crossings confuse the tokeniser ZX-4711' });
    const find = async () => {
      const { matches } = await act('/v1/recall', { text: 'ZX-4711' });
      return matches.filter(({ memory }: { memory: { id: string } }) => memory.id === note.id).length;
    };
    expect(await find()).toBe(1);
    await act(`/v1/memories/${note.id}/retire`, { reason: 'wrong animal' });
    expect(await find()).toBe(0);
    await act(`/v1/memories/${note.id}/restore`);
    expect(await find()).toBe(1);
  });

  it('a category that nobody knows is refused', async () => {
    const answer = await running.ask({}, { path: '/v1/memories', body: { text: 'x', category: 'gossip' } });
    expect(errorCode(answer)).toBe('IM_MEMORY_CATEGORY_UNKNOWN');
  });
});
