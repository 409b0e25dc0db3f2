import { NOT_KNOWN, type ResolutionNotes } from '@incident-memory/contract';
import type { NewEvent } from '../../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import { capturedPayload } from '../../../../test/support/memory/memory-examples.ts';
import { memoryHouse } from '../../../../test/support/memory/memory-house.ts';
import { SCOPE } from '../../../../test/support/detection/ledger-house.ts';

type House = ReturnType<typeof memoryHouse>;

const NOTES: ResolutionNotes = {
  cause: 'the pool was exhausted',
  fix: 'rolled payment back to 2.14.1',
  fixKind: 'rollback',
  didNotHelp: '- restarting payment\n- scaling up, which made it worse',
  prevention: '',
};
const confirmed = (notes = NOTES): NewEvent => ({ type: 'confirmed', payload: { notes } });
const MINUTE = 60_000;

async function errors(house: House, service = 'payment', fingerprint = 'fp_pool'): Promise<void> {
  const at = house.clock.now();
  const line: LogLine = {
    ...{ id: `log_${at}_${service}`, at, receivedAt: at, service, level: 'error', message: 'pool exhausted' },
    ...{ errorType: 'PoolExhausted', stack: null, traceId: null, template: null, fingerprint },
  };
  await house.keep({ lines: [line] });
}

/** An incident that lasts for so long and is closed. */
async function closed(
  house: House,
  { minutes = 10, services = ['payment'], notes = NOTES } = {}
): Promise<IncidentRecord> {
  const incident = await house.open(services);
  await errors(house, services[0]);
  await house.later(minutes);
  await house.act(incident.id, [confirmed(notes)]);
  await house.capture.run('main:1', 0);
  return incident;
}

const memories = async ({ stores }: House) =>
  (await stores.memories.list(SCOPE, { sort: 'startedAt', limit: 50 })).records;

describe('what came back in a service with many memories', () => {
  it('is counted on the memory of the same trouble, and found there, however many others came in between', async () => {
    const house = memoryHouse();
    const first = await closed(house);
    const { endedAt } = await house.memoryOf(first);
    const others = Array.from({ length: 120 }, (_, index) => {
      const uuid = `01920000-0000-7000-8000-${String(index).padStart(12, '0')}`;
      const signature = { errorType: 'Other', fingerprints: [`fp_${index}`], templates: [], symptoms: [] };
      const incident = { id: `inc_${uuid}`, number: 1000 + index };
      const at = (endedAt ?? 0) + index;
      const times = { startedAt: at, endedAt: at };
      const captured = capturedPayload({ ...times, incident, signature, state: 'active' });
      return { id: `mem_${uuid}`, captured, actor: { kind: 'system', name: 'memory' } } as const;
    });
    await house.ledger.captureMany(SCOPE, others);
    await house.later(30);
    const again = await closed(house);
    expect(await house.memoryOf(again)).toMatchObject({
      incident: { id: first.id },
      recurrences: [{ incident: again.id }],
    });
  });
});

describe('an incident that was closed', () => {
  it('is remembered with its signature, its cause, and what helped and what did not', async () => {
    const house = memoryHouse();
    const memory = await house.memoryOf(await closed(house));
    expect(memory).toMatchObject({
      state: 'active',
      provenance: 'confirmed',
      cause: { class: 'resource-exhaustion', words: 'the pool was exhausted' },
      signature: { errorType: 'PoolExhausted', fingerprints: ['fp_pool'] },
      endedAt: memory.startedAt + 10 * MINUTE,
    });
    expect(memory.attempts.map(({ fix, outcome, by }) => [fix.kind, outcome, by])).toEqual([
      ['rollback', 'cured', 'ada'],
      ['restart', 'no-effect', 'ada'],
      ['scaling', 'got-worse-after', 'ada'],
    ]);
  });

  it('teaches nothing that nobody knew', async () => {
    const house = memoryHouse();
    const unknown = { ...NOTES, cause: NOT_KNOWN, fix: NOT_KNOWN, fixKind: 'other', didNotHelp: '' } as const;
    const memory = await house.memoryOf(await closed(house, { notes: unknown }));
    expect(memory).toMatchObject({ cause: null, resolution: '', attempts: [] });
  });

  it('is remembered though another one cannot be, which is tried again', async () => {
    const house = memoryHouse();
    const { search } = house.stores.logs;
    const broken = jest.spyOn(house.stores.logs, 'search').mockImplementation(async (scope, query) => {
      if (query.services?.includes('broken') === true) {
        throw new RangeError('no such time');
      }
      return search.call(house.stores.logs, scope, query);
    });
    await expect(closed(house, { services: ['broken'] })).rejects.toThrow('1 incidents could not be remembered');
    await expect(closed(house)).rejects.toThrow('1 incidents could not be remembered');
    expect((await memories(house)).map(({ service }) => service)).toEqual(['payment']);
    broken.mockRestore();
    await house.capture.run('main:1', 0);
    expect(await memories(house)).toHaveLength(2);
  });

  it('is remembered once, however often it is looked at', async () => {
    const house = memoryHouse();
    const incident = await closed(house);
    await house.capture.run('main:1', 0);
    await house.capture.run('main:1', 0);
    expect(await house.stores.events.read(SCOPE, incident.id.replace('inc_', 'mem_'))).toHaveLength(11);
    expect(await memories(house)).toHaveLength(1);
  });

  it('tells what an attempt told already only once', async () => {
    const house = memoryHouse();
    const incident = await house.open();
    const fix = {
      kind: 'rollback',
      words: 'roll back payment to 2.14.1',
      target: 'payment',
      exact: '',
      undo: '',
    } as const;
    await house.attempts.begin(house.asked(incident.id), { fix, context: {} });
    await house.later(10);
    await house.act(incident.id, [confirmed({ ...NOTES, didNotHelp: '' })]);
    await house.capture.run('main:1', 0);
    expect((await house.memoryOf(incident)).attempts).toMatchObject([{ state: 'done', outcome: 'cured', fix }]);
  });

  it('without notes is remembered once recovery is proved, and nobody’s words are made up', async () => {
    const house = memoryHouse();
    const incident = await house.open();
    await house.later(10);
    const at = house.clock.now();
    const proof = { at, proved: true, checks: [] };
    await house.act(incident.id, [{ type: 'errors-stopped', payload: { quietSince: at } }]);
    await house.capture.run('main:1', 0);
    expect(await memories(house)).toEqual([]);
    await house.act(incident.id, [{ type: 'recovery-judged', payload: { proof } }]);
    await house.capture.run('main:1', 0);
    expect(await house.memoryOf(incident)).toMatchObject({
      ...{ state: 'active', provenance: 'observed', cause: null, resolution: '', attempts: [] },
    });
  });

  it('names nobody who does not want to be named', async () => {
    const house = memoryHouse();
    const incident = await house.open();
    const fix = { kind: 'restart', words: 'restart payment', target: '', exact: '', undo: '' } as const;
    const memory = await house.attempts.begin(house.asked(incident.id, 'shy'), { fix, context: {} });
    expect(memory.attempts[0]?.by).toBe('a colleague');
  });
});

describe('what is not worth remembering', () => {
  it.each<[string, { expected?: boolean }, Parameters<typeof closed>[1]]>([
    ['a blip under a minute', {}, { minutes: 0.5 }],
    ['an expected restart', { expected: true }, {}],
    ['a test', {}, { services: ['checkout-e2e'] }],
  ])('%s', async (_, house, incident) => {
    const quiet = memoryHouse(house);
    await closed(quiet, incident);
    expect(await memories(quiet)).toEqual([]);
  });

  it('is remembered all the same where somebody worked on it', async () => {
    const house = memoryHouse();
    const incident = await house.open();
    const fix = { kind: 'restart', words: 'restart payment', target: '', exact: '', undo: '' } as const;
    await house.attempts.begin(house.asked(incident.id), { fix, context: {} });
    await house.later(0.5);
    await house.act(incident.id, [confirmed()]);
    await house.capture.run('main:1', 0);
    expect(await house.memoryOf(incident)).toMatchObject({ state: 'active' });
  });

  it('is what was dismissed; opened again it comes back', async () => {
    const house = memoryHouse();
    const incident = await house.open();
    const fix = { kind: 'restart', words: 'restart payment', target: '', exact: '', undo: '' } as const;
    await house.attempts.begin(house.asked(incident.id), { fix, context: {} });
    await house.act(incident.id, [{ type: 'dismissed', payload: { reason: 'a drill' } }]);
    await house.capture.run('main:1', 0);
    expect(await house.memoryOf(incident)).toMatchObject({ state: 'retired' });
    await house.act(incident.id, [{ type: 'reopened', payload: { reason: 'no drill' } }]);
    await house.capture.run('main:1', 0);
    expect(await house.memoryOf(incident)).toMatchObject({ state: 'forming' });
  });
});

describe('the same again', () => {
  it('within a day is counted on the old memory, and its fix did not last', async () => {
    const house = memoryHouse();
    const first = await closed(house);
    await house.later(5 * 60);
    const second = await closed(house);
    expect(second.id).not.toBe(first.id);
    const [memory, ...others] = await memories(house);
    expect(others).toEqual([]);
    expect(memory).toMatchObject({ recurrences: [{ incident: second.id }] });
    expect(memory?.attempts[0]).toMatchObject({ outcome: 'temporary', outcomeKnownFrom: 'telemetry' });
    expect(await house.memoryOf(second)).toMatchObject({ id: memory?.id });
    // The second time it was done again, and that is another attempt.
    const rollbacks = memory?.attempts.filter(({ fix }) => fix.kind === 'rollback');
    expect(rollbacks?.map(({ outcome }) => outcome)).toEqual(['temporary', 'cured']);
  });

  it.each([
    ['after a day', 25 * 60, 'payment', 'fp_pool'],
    ['in another service', 60, 'auth', 'fp_pool'],
    ['with another stack', 60, 'payment', 'fp_other'],
  ])('%s is remembered anew', async (_, minutes, service, fingerprint) => {
    const house = memoryHouse();
    await closed(house);
    await house.later(minutes);
    const incident = await house.open([service]);
    await errors(house, service, fingerprint);
    await house.later(10);
    await house.act(incident.id, [confirmed()]);
    await house.capture.run('main:1', 0);
    expect(await memories(house)).toHaveLength(2);
  });

  it('in the same incident is counted each time once', async () => {
    const house = memoryHouse();
    const incident = await closed(house);
    await house.later(60);
    const recurred: NewEvent = {
      type: 'recurred',
      payload: { alarms: [], services: [], rule: incident.rule },
    };
    await house.act(incident.id, [recurred]);
    await house.capture.run('main:1', 0);
    await house.capture.run('main:1', 0);
    const memory = await house.memoryOf(incident);
    expect(memory.recurrences).toHaveLength(1);
    expect(memory.attempts[0]).toMatchObject({ outcome: 'temporary' });
  });
});
