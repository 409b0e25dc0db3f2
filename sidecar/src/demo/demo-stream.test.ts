import type { Clock } from '../ports/clock.ts';
import { DemoStream, type DemoMessage } from './demo-stream.ts';
import { seededRandom } from './seeded-random.ts';
import { DEMO_SERVICES } from './shop/services.ts';

/** A clock that runs only when it is told to. */
class HandClock implements Clock {
  private time = Date.UTC(2026, 10, 21);
  private tasks: Array<{ at: number; task: () => void }> = [];
  now() {
    return this.time;
  }
  schedule(delayMs: number, task: () => void) {
    const entry = { at: this.time + delayMs, task };
    this.tasks.push(entry);
    return () => {
      this.tasks = this.tasks.filter((one) => one !== entry);
    };
  }
  async run(ms: number) {
    const end = this.time + ms;
    for (;;) {
      const next = this.tasks.filter((one) => one.at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) {
        break;
      }
      this.tasks = this.tasks.filter((one) => one !== next);
      this.time = next.at;
      next.task();
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = end;
  }
}

interface Sent {
  service: string;
  severityText: string;
  message: string;
  at: number;
}

function linesOf({ to, body }: DemoMessage): Sent[] {
  if (to !== 'logs') {
    return [];
  }
  const { resourceLogs } = JSON.parse(JSON.stringify(body)) as {
    resourceLogs: Array<{
      resource: { attributes: Array<{ key: string; value: { stringValue: string } }> };
      scopeLogs: Array<{
        logRecords: Array<{ severityText: string; body: { stringValue: string }; timeUnixNano: string }>;
      }>;
    }>;
  };
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap((scope) =>
      scope.logRecords.map((record) => ({
        service: resource.attributes.find((one) => one.key === 'service.name')?.value.stringValue ?? '',
        severityText: record.severityText,
        message: record.body.stringValue,
        at: Number(BigInt(record.timeUnixNano) / 1_000_000n),
      }))
    )
  );
}

function setUp(send?: (message: DemoMessage) => Promise<boolean>, linesPerSecond?: number) {
  const clock = new HandClock();
  const sent: Sent[] = [];
  const messages: DemoMessage[] = [];
  const take = (message: DemoMessage) => {
    sent.push(...linesOf(message));
    messages.push(JSON.parse(JSON.stringify(message)) as DemoMessage);
    return Promise.resolve(true);
  };
  const stream = new DemoStream({ clock, random: seededRandom(3), send: send ?? take, linesPerSecond });
  return { clock, sent, messages, stream, take };
}
const errorsOf = (sent: Sent[], service: string) =>
  sent.filter((line) => line.service === service && line.severityText === 'ERROR');

describe('DemoStream', () => {
  it('sends about 60 lines a second, dated when they were said', async () => {
    const { clock, sent, stream } = setUp();
    const begin = clock.now();
    stream.start();
    await clock.run(60_000);
    await stream.stop();
    expect(sent.length).toBeGreaterThan(3_500);
    expect(sent.length).toBeLessThan(3_700);
    expect(Math.min(...sent.map((line) => line.at))).toBeGreaterThanOrEqual(begin);
    expect(Math.max(...sent.map((line) => line.at))).toBeLessThanOrEqual(clock.now());
  });

  it('says nothing after it was stopped', async () => {
    const { clock, sent, stream } = setUp();
    stream.start();
    await clock.run(1_000);
    await stream.stop();
    const before = sent.length;
    await clock.run(10_000);
    expect(sent.length).toBe(before);
  });

  it.each([...DEMO_SERVICES])(
    'sends exactly the errors injected into %s within the time, with a first sign',
    async (service) => {
      const { clock, sent, stream } = setUp(undefined, 0);
      stream.start();
      const begin = clock.now();
      stream.inject({ kind: 'abrupt', service, errors: 120, overSeconds: 8 });
      await clock.run(10_000);
      await stream.stop();
      expect(errorsOf(sent, service)).toHaveLength(120);
      expect(sent.filter((line) => line.severityText === 'WARN')).toHaveLength(1);
      expect(sent).toHaveLength(121);
      expect(Math.max(...sent.map((line) => line.at)) - begin).toBeLessThanOrEqual(8_000);
    }
  );

  it('sends an injection of no duration with the next beat', async () => {
    const { clock, sent, stream } = setUp(undefined, 0);
    stream.start();
    stream.inject({ kind: 'abrupt', service: 'database', errors: 1000, overSeconds: 0 });
    await clock.run(600);
    await stream.stop();
    expect(errorsOf(sent, 'database')).toHaveLength(1000);
  });

  it('loses no injected error while the intake refuses', async () => {
    let open = false;
    const taken: Sent[] = [];
    const { clock, stream } = setUp((message) => {
      if (open) {
        taken.push(...linesOf(message));
      }
      return open ? Promise.resolve(true) : Promise.reject(new Error('connect ECONNREFUSED'));
    });
    stream.start();
    stream.inject({ kind: 'abrupt', service: 'auth', errors: 120, overSeconds: 8 });
    await clock.run(300_000);
    open = true;
    await clock.run(10_000);
    await stream.stop();
    const injected = taken.filter((line) => line.message.includes('signing key 2026-11 has expired'));
    expect(injected).toHaveLength(120);
  });

  it('refuses a service that the demo does not have', () => {
    expect(() => setUp().stream.inject({ kind: 'abrupt', service: 'billing', errors: 1, overSeconds: 0 })).toThrow(
      /no service billing/
    );
  });

  it('tells spans, metrics and a change beside its lines, all under the same resources', async () => {
    const { clock, messages, stream } = setUp();
    stream.start();
    await clock.run(60_000);
    await stream.stop();
    const told = Map.groupBy(messages, ({ to }) => to);
    expect([...told.keys()].sort()).toEqual(['changes', 'logs', 'metrics', 'traces']);
    expect(told.get('metrics')).toHaveLength(6);
    expect(told.get('changes')).toHaveLength(1);
    const spans = (told.get('traces') ?? []).flatMap(({ body }) => spansOf(body));
    expect(spans.length).toBeGreaterThan(4_000);
    const attributes = [...messages].filter(({ to }) => to !== 'changes').flatMap(({ body }) => resourcesOf(body));
    for (const resource of attributes) {
      expect(resource.map(({ key }) => key)).toEqual(
        expect.arrayContaining(['service.name', 'service.version', 'k8s.pod.name', 'k8s.node.name'])
      );
    }
  });

  it('tells of an injection its cause before, and the suffering of callers', async () => {
    const { clock, messages, stream } = setUp(undefined, 0);
    stream.start();
    const begin = clock.now();
    stream.inject({ kind: 'abrupt', service: 'analytics', errors: 50, overSeconds: 5 });
    await clock.run(10_000);
    await stream.stop();
    const change = messages.find(({ to }) => to === 'changes')?.body;
    expect(change).toMatchObject([{ kind: 'feature-flag', service: 'analytics', at: begin - 90_000 }]);
    expect(messages.find(({ to }) => to === 'kubernetes')?.body).toMatchObject({
      items: [{ reason: 'OOMKilling', involvedObject: { name: expect.stringContaining('analytics') } }],
    });
    const spans = messages.filter(({ to }) => to === 'traces').flatMap(({ body }) => spansOf(body));
    const failed = (name: string) => spans.filter((span) => span.name === name && span.status.code === 2).length;
    // Both sides of the call: what the gateway's client saw, what analytics served.
    expect(failed('POST /events')).toBe(100);
    expect(failed('GET /v1/products') + failed('POST /v1/users')).toBe(50);
  });
});

interface SentSpan {
  readonly name: string;
  readonly status: { readonly code?: number };
}
function spansOf(body: unknown): SentSpan[] {
  const { resourceSpans } = body as { resourceSpans: Array<{ scopeSpans: Array<{ spans: SentSpan[] }> }> };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
function resourcesOf(body: unknown): Array<Array<{ key: string }>> {
  const lists = Object.values(body as Record<string, Array<{ resource: { attributes: Array<{ key: string }> } }>>);
  return lists.flat().map(({ resource }) => resource.attributes);
}
