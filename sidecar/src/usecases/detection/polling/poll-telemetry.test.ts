import { DetectionHouse, SCOPE } from '../../../../test/support/detection/detection-house.ts';
import { redact } from '../../../domain/redaction/redact.ts';
import { bucketStart, STATISTICS_STEP_MS, type ServiceCounts } from '../../../domain/signals/service-counts.ts';
import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import { TelemetryUnavailable, type PolledTraffic, type TelemetrySource } from '../../../ports/telemetry-source.ts';
import { PollTelemetry } from './poll-telemetry.ts';

/** Logs that lie somewhere else: what is in them may grow, and they may be away. */
class FakeSource implements TelemetrySource {
  readonly name = 'logs';
  readonly spent = { requests: 0, bytes: 0, milliseconds: 0 };
  readonly asked: Array<{ from: number; to: number }> = [];
  away = false;
  hold: Promise<void> = Promise.resolve();
  /** Beside the lines; null while the source is not asked for it. */
  traffic: PolledTraffic | null = null;
  metrics: readonly MetricCounts[] | null = null;
  private readonly buckets = new Map<string, ServiceCounts>();

  write(service: string, at: number, { lines, errors }: { lines: number; errors: number }): void {
    const start = bucketStart(at);
    const key = `${start} ${service}`;
    const before = this.buckets.get(key) ?? { service, at: start, lines: 0, errors: 0, warnings: 0 };
    this.buckets.set(key, { ...before, lines: before.lines + lines, errors: before.errors + errors });
  }

  async poll(_: unknown, range: { from: number; to: number }) {
    this.asked.push(range);
    await this.hold;
    if (this.away) {
      throw new TelemetryUnavailable('away');
    }
    const counts = [...this.buckets.values()].filter(({ at }) => at >= range.from && at < range.to);
    const { traffic, metrics } = this;
    return { counts, withoutService: 0, truncated: false, traffic, metrics, problems: [] };
  }

  async samples() {
    return [];
  }

  async check() {
    return { milliseconds: 0, detail: 'fake' };
  }
}

class PolledHouse extends DetectionHouse {
  readonly source = new FakeSource();
  polling = this.newPolling();

  newPolling(): PollTelemetry {
    return new PollTelemetry({
      source: this.source,
      statistics: this.stores.statistics,
      traffic: this.stores.traffic,
      metrics: this.stores.metrics,
      settings: this.stores.settings,
      detection: {
        observeWhole: (...given) => this.detection.observeWhole(...given),
        replay: (...given) => this.detection.replay(...given),
      },
      clock: this.clock,
      redact,
      allowedLatenessSeconds: 120,
    });
  }

  async live(seconds: number, { polling = true } = {}): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 10) {
      await this.clock.advance(10_000);
      this.source.write('heartbeat', this.now - 5000, { lines: 20, errors: 0 });
      if (polling) {
        await this.polling.poll(SCOPE).catch((error: unknown) => this.failures.push(error));
        await this.tick();
        await this.clock.advance(500);
        await this.tick();
        this.clock.jumpTo(this.now - 500);
      }
    }
  }

  burst(): void {
    this.source.write('payment', this.now - 3000, { lines: 120, errors: 120 });
  }
}

describe('polled logs', () => {
  it('open an incident at the next poll, with one request each', async () => {
    const house = new PolledHouse();
    await house.live(60);
    house.burst();
    const asked = house.source.asked.length;
    await house.live(10);
    expect(await house.told()).toEqual(['payment error-burst open']);
    expect(house.source.asked.length - asked).toBe(1);
  });

  it('are counted once however often they are read', async () => {
    const house = new PolledHouse();
    await house.live(30);
    house.source.write('payment', house.now - 3000, { lines: 90, errors: 90 });
    await house.live(100);
    expect(await house.told()).toEqual([]);
    const counts = await house.stores.statistics.counts(SCOPE, {
      from: 0,
      to: house.now,
      stepMs: STATISTICS_STEP_MS,
      services: ['payment'],
    });
    expect(counts.map(({ errors }) => errors)).toEqual([90]);
  });

  it('are of services whose names carry no secret and fit every screen, none of them lost', async () => {
    const house = new PolledHouse();
    await house.live(30);
    for (const secret of ['ghp_0123456789abcdefghijklmnopqrstuvwxyz', 'ghp_9876543210abcdefghijklmnopqrstuvwxyz']) {
      house.source.write(`payment\n${secret}`, house.now - 3000, { lines: 70, errors: 70 });
    }
    await house.live(10);
    expect(await house.told()).toEqual(['payment [secret:github-token] error-burst open']);
    const counts = await house.stores.statistics.counts(SCOPE, { from: 0, to: house.now, stepMs: STATISTICS_STEP_MS });
    expect(counts.reduce((sum, { errors }) => sum + errors, 0)).toBe(140);
    expect(JSON.stringify(counts)).not.toContain('ghp_');
  });

  it('that turn up late are seen and counted as late', async () => {
    const house = new PolledHouse();
    await house.live(120);
    house.source.write('payment', house.now - 60_000, { lines: 120, errors: 120 });
    await house.clock.advance(10_000);
    const report = await house.polling.poll(SCOPE);
    expect(report?.lateLines).toBe(120);
    await house.live(10);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('are never asked for twice at once', async () => {
    const house = new PolledHouse();
    let answer = () => {};
    house.source.hold = new Promise((resolve) => (answer = resolve));
    const first = house.polling.poll(SCOPE);
    await expect(house.polling.poll(SCOPE)).resolves.toBeNull();
    answer();
    await expect(first).resolves.not.toBeNull();
  });

  it('prove nothing while the source is away', async () => {
    const house = new PolledHouse();
    await house.live(60);
    house.burst();
    await house.live(10);
    house.source.away = true;
    await house.live(400);
    expect(await house.told()).toEqual(['payment error-burst open']);
    house.source.away = false;
    await house.live(30);
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
  });

  it('tell of what came and went while the source was away, once', async () => {
    const house = new PolledHouse();
    await house.live(60);
    house.source.away = true;
    await house.live(300);
    house.burst();
    const began = bucketStart(house.now - 3000);
    await house.live(900);
    house.source.away = false;
    await house.live(30);
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
    expect((await house.incidents())[0]?.startedAt).toBe(began);
  });

  it('tell of what came and went while the process was away, once', async () => {
    const house = new PolledHouse();
    await house.live(60);
    house.burst();
    const began = bucketStart(house.now - 3000);
    await house.live(1800, { polling: false });
    house.polling = house.newPolling();
    await house.restart();
    await house.live(30);
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
    expect((await house.incidents())[0]?.startedAt).toBe(began);
  });

  it('are not counted double after a restart in the middle of a window', async () => {
    const house = new PolledHouse();
    await house.live(30);
    house.source.write('payment', house.now - 3000, { lines: 60, errors: 60 });
    await house.live(30);
    house.polling = house.newPolling();
    await house.restart();
    await house.live(30);
    expect(await house.told()).toEqual([]);
    expect(house.detection.serviceStates(SCOPE, house.now)).toContainEqual(
      expect.objectContaining({ service: 'payment', errors: 60 })
    );
  });
});

describe('what is polled beside lines', () => {
  const operation = (told: Partial<OperationCounts>): OperationCounts => ({
    ...{ service: 'payment', operation: '', at: 0, requests: 1, errors: 0 },
    ...{ latency: [], slowestMs: 0, slowestTrace: null },
    ...told,
  });
  const metric = (told: Partial<MetricCounts>): MetricCounts => ({
    ...{ service: 'payment', metric: 'queue', unit: '', kind: 'gauge', labels: '', at: 0 },
    ...{ count: 1, sum: 1, min: 1, max: 1, last: 1 },
    ...told,
  });
  const SECRET = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';

  it('is kept as whole values, which replace what was read before', async () => {
    const house = new PolledHouse();
    await house.live(60);
    const at = bucketStart(house.now - 20_000);
    for (const requests of [5, 7]) {
      house.source.traffic = { operations: [operation({ at, requests })], calls: [] };
      house.source.metrics = [metric({ at, sum: requests, last: requests })];
      await house.live(10);
    }
    const range = { from: at, to: at + STATISTICS_STEP_MS };
    const operations = await house.stores.traffic.operations(SCOPE, { ...range, stepMs: null });
    expect(operations).toMatchObject([{ service: 'payment', requests: 7 }]);
    const series = await house.stores.metrics.series(SCOPE, { ...range, stepMs: STATISTICS_STEP_MS, maxSeries: 5 });
    expect(series).toMatchObject([{ metric: 'queue', sum: 7 }]);
  });

  it('has its names redacted and made general, and what then has one name is one', async () => {
    const house = new PolledHouse();
    const at = bucketStart(house.now - 20_000);
    const calls = ['a', 'b'].map((end) => ({
      ...{ caller: `payment ${SECRET}${end}`, callee: 'db', origin: 'spans' as const, at },
      ...{ calls: 1, errors: 0, latency: [] },
    }));
    house.source.traffic = {
      operations: ['GET /users/123', 'GET /users/456', ''].map((name) => operation({ at, operation: name })),
      calls,
    };
    house.source.metrics = [metric({ at, labels: `token=${SECRET}` })];
    await house.live(10);
    const query = { from: at, to: at + STATISTICS_STEP_MS, stepMs: null };
    const operations = await house.stores.traffic.operations(SCOPE, query);
    expect(operations.map(({ operation: name, requests }) => [name, requests])).toEqual([
      ['', 1],
      ['GET /users/{id}', 2],
    ]);
    const kept = [
      ...(await house.stores.traffic.calls(SCOPE, query)),
      ...(await house.stores.metrics.series(SCOPE, { ...query, stepMs: STATISTICS_STEP_MS, maxSeries: 5 })),
    ];
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain(SECRET);
  });
});
