import { redact } from '../../domain/redaction/redact.ts';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { NO_SIGNALS, type RawPoint, type RawSpan } from '../../domain/signals/raw-signals.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { OrganisationIntake } from './organisation-intake.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const scope = systemScope('main:1');
const stores = openMemoryStores();

function intake(): OrganisationIntake {
  return new OrganisationIntake({
    scope,
    templates: stores.templates,
    occurrences: stores.occurrences,
    ids: fixedIds(),
    redact,
    maxServices: 100,
    lateAfterMs: 120_000,
    isKept: () => true,
  });
}

const about = { receivedAt: NOW, source: 'test' };

function line(message: string, more: Partial<RawLine> = {}): RawLine {
  const told = { at: NOW, service: 'payment', level: 'info', errorType: null, stack: null, traceId: null } as const;
  return { ...told, message, ...more };
}

const SPAN: RawSpan = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentSpanId: null,
  service: 'payment',
  operation: 'POST /pay',
  kind: 'server',
  at: NOW,
  milliseconds: 12,
  isError: true,
  peer: null,
};

describe('what a request becomes', () => {
  it('is one batch of everything that was in it', async () => {
    const point: RawPoint = {
      service: 'payment',
      metric: 'memory',
      stream: '',
      unit: 'By',
      kind: 'gauge',
      at: NOW,
      startedAt: null,
      labels: [['pool', 'main']],
      count: 1,
      sum: 700,
      min: null,
      max: null,
    };
    const { batch, ...told } = await intake().prepare(
      {
        lines: [line('paid order 17')],
        spans: [SPAN],
        points: [point],
        occurrences: [],
        resources: [{ service: 'payment', attributes: [['k8s.pod.name', 'payment-1']] }],
      },
      about
    );
    expect(told).toMatchObject({ lines: 1, spans: 1, points: 1, late: 0, repaired: 0 });
    expect(batch.operations.map(({ operation, requests, errors }) => [operation, requests, errors])).toEqual(
      expect.arrayContaining([
        ['', 1, 1],
        ['POST /pay', 1, 1],
      ])
    );
    expect(batch.metrics).toMatchObject([{ metric: 'memory', labels: 'pool=main', sum: 700 }]);
    expect(batch.relations.map(({ to }) => to.kind)).toContain('pod');
  });

  it('counts messages by what stays the same in them', async () => {
    const lines = ['paid order 17', 'paid order 18', 'refused card 4'].map((message) => line(message));
    const { batch } = await intake().prepare({ ...NO_SIGNALS, lines }, about);
    expect(batch.templateCounts.map((counts) => counts.lines)).toEqual([2, 1]);
    expect(batch.templates.map(({ text }) => text)).toEqual(['paid order <*>', 'refused card <*>']);
    expect(new Set(batch.lines.map(({ template }) => template)).size).toBe(2);
  });

  it('reads a stack in the message as one error with its fingerprint', async () => {
    const stack =
      'TypeError: no rate for EUR\n    at convert (/srv/app/src/rates.js:3:9)\n    at pay (/srv/app/src/pay.js:8:1)';
    const { batch } = await intake().prepare({ ...NO_SIGNALS, lines: [line(stack, { level: 'error' })] }, about);
    expect(batch.lines[0]).toMatchObject({ errorType: 'TypeError', stack: expect.stringContaining('rates.js') });
    expect(batch.lines[0]?.message).not.toContain('rates.js');
    expect(batch.lines[0]?.fingerprint).toMatch(/^fp_/);
  });

  it('joins the lines of a trace that came one by one, and counts one error', async () => {
    const split = [
      'Exception in thread "main" java.lang.IllegalStateException: no rate',
      '\tat shop.Rates.convert(Rates.java:3)',
      '\tat shop.Pay.pay(Pay.java:8)',
    ];
    const lines = split.map((message) => line(message, { level: 'error' }));
    const { batch, ...told } = await intake().prepare({ ...NO_SIGNALS, lines }, about);
    expect(told.lines).toBe(3);
    expect(batch.counts).toMatchObject([{ lines: 1, errors: 1 }]);
    expect(batch.lines).toMatchObject([{ errorType: 'java.lang.IllegalStateException' }]);
  });

  it('leaves no secret in templates, operations, labels or relations', async () => {
    const secret = 'hunter2hunter2';
    const { batch } = await intake().prepare(
      {
        ...NO_SIGNALS,
        lines: [line(`login with password=${secret}`)],
        spans: [{ ...SPAN, operation: `GET /x?password=${secret}`, peer: `host?token=${secret}` }],
        resources: [{ service: 'payment', attributes: [['k8s.pod.name', `p?password=${secret}`]] }],
      },
      about
    );
    expect(JSON.stringify(batch)).not.toContain(secret);
  });
});

describe('a call whose other side never speaks', () => {
  it('is told once it is clear, though nothing else comes in', async () => {
    const organisation = intake();
    const client: RawSpan = { ...SPAN, kind: 'client', operation: 'SELECT', peer: 'postgres' };
    const { batch } = await organisation.prepare({ ...NO_SIGNALS, spans: [client] }, about);
    expect(batch.calls).toEqual([]);
    expect(organisation.settle(NOW + 1000)).toBeNull();
    const later = organisation.settle(NOW + 15_000);
    expect(later?.calls).toMatchObject([{ caller: 'payment', callee: 'postgres', calls: 1 }]);
    expect(organisation.settle(NOW + 30_000)).toBeNull();
  });
});

describe('a batch that was kept nowhere', () => {
  it('gives what is told only once to the next one', async () => {
    const organisation = intake();
    const resources = [{ service: 'payment', attributes: [['k8s.pod.name', 'payment-1']] as [string, string][] }];
    const refused = await organisation.prepare({ ...NO_SIGNALS, lines: [line('first words')], resources }, about);
    organisation.takeBack(refused.batch);
    const { batch } = await organisation.prepare({ ...NO_SIGNALS, lines: [line('other words')], resources }, about);
    expect(batch.templates.map(({ text }) => text)).toEqual(['first words', 'other words']);
    expect(batch.relations).not.toEqual([]);
    const after = await organisation.prepare({ ...NO_SIGNALS, lines: [line('other words')], resources }, about);
    expect(after.batch).toMatchObject({ templates: [], relations: [] });
  });
});

describe('a change that is told again without a time', () => {
  const deploy: RawOccurrence = {
    key: 'run-1',
    kind: 'deploy',
    stage: 'completed',
    at: null,
    service: 'payment',
    title: '2.15.0',
    before: null,
    after: null,
    actor: null,
    url: null,
    details: [],
  };
  const tell = async (told: RawOccurrence, receivedAt: number) => {
    const { batch } = await intake().prepare({ ...NO_SIGNALS, occurrences: [told] }, { ...about, receivedAt });
    await stores.signals.append(scope, batch);
    return batch.occurrences[0];
  };

  it('happened when it was first told', async () => {
    const first = await tell(deploy, NOW);
    const again = await tell(deploy, NOW + 17 * 60_000);
    expect(again).toMatchObject({ id: first?.id, at: NOW });
    const failed = await tell({ ...deploy, stage: 'failed' }, NOW + 20 * 60_000);
    expect(failed?.at).toBe(NOW + 20 * 60_000);
  });
});

describe('the text of a message', () => {
  it('is told again each day, since stores forget what nothing counted for', async () => {
    const organisation = intake();
    const lines = [line('the same words')];
    const at = (receivedAt: number) => organisation.prepare({ ...NO_SIGNALS, lines }, { ...about, receivedAt });
    expect((await at(NOW)).batch.templates).toHaveLength(1);
    expect((await at(NOW + 60_000)).batch.templates).toEqual([]);
    expect((await at(NOW + 86_400_000)).batch.templates).toMatchObject([{ text: 'the same words', mergedInto: null }]);
  });
});

describe('a new process', () => {
  it('goes on with what the one before learned', async () => {
    const names = ['ada', 'bob', 'cid', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'leo'];
    const lines = names.map((name) => line(`user ${name} has logged in from the office`));
    const first = intake();
    const { batch } = await first.prepare({ ...NO_SIGNALS, lines }, about);
    await stores.signals.append(scope, batch);
    const known = await first.prepare({ ...NO_SIGNALS, lines }, about);
    const again = await intake().prepare({ ...NO_SIGNALS, lines }, about);
    expect(again.batch.templateCounts).toEqual(known.batch.templateCounts);
    // Only the text of the one that was used is told again, as once a day.
    expect(again.batch.templates).toMatchObject([{ id: again.batch.lines[0]?.template, mergedInto: null }]);
  });
});
