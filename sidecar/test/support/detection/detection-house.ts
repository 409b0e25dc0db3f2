import { inProcessFeed } from '../../../src/adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import type { DetectionSettings } from '../../../src/domain/detection/detection-settings.ts';
import type { ObservedCount } from '../../../src/domain/detection/counting/observed-count.ts';
import type { NewEvent } from '../../../src/domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../../src/domain/incidents/incident-record.ts';
import { bucketStart } from '../../../src/domain/signals/service-counts.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { emptyBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { DetectOutages } from '../../../src/usecases/detection/detect-outages.ts';
import { IncidentLedger } from '../../../src/usecases/incidents/incident-ledger.ts';
import { FakeClock } from '../fake-clock.ts';
import { fixedIds } from '../fixed-ids.ts';

export const SCOPE = systemScope('main:1');

/** Detection with everything around it in memory, and the words in which its tests tell what happens. */
export class DetectionHouse {
  readonly clock = new FakeClock();
  readonly stores: Stores;
  readonly ledger: IncidentLedger;
  readonly failures: unknown[] = [];
  detection: DetectOutages;
  private readonly feed = inProcessFeed();
  private readonly settings: DetectionSettings | undefined;
  private readonly ids = fixedIds();
  private batches = 0;

  constructor({ settings, stores = openMemoryStores() }: { settings?: DetectionSettings; stores?: Stores } = {}) {
    this.settings = settings;
    this.stores = stores;
    this.ledger = new IncidentLedger({ stores, clock: this.clock, ids: this.ids, feed: this.feed });
    this.detection = this.newDetection();
  }

  get now(): number {
    return this.clock.now();
  }

  /** Lines that are stored and then counted, as intake does it. */
  async push(counts: readonly ObservedCount[]): Promise<{ lateLines: number }> {
    await this.stores.signals.append(SCOPE, {
      ...emptyBatch(`batch-${(this.batches += 1)}`),
      counts: counts.map(({ service, at, lines, errors }) => ({
        service,
        at: bucketStart(at),
        lines,
        errors,
        warnings: 0,
      })),
    });
    return this.detection.observe(SCOPE, counts);
  }

  /** So many errors of the service in the second before now, or at another time. */
  errors(service: string, errors: number, at = this.now - 500): ObservedCount {
    return { service, at: Math.floor(at / 1000) * 1000, widthMs: 1000, lines: errors, errors, firstErrorAt: at };
  }

  async tick(): Promise<void> {
    await this.detection.tick({ now: this.now, missed: 0 });
  }

  /** Time passes with a tick a second; each second every named service writes lines that are no errors. */
  async pass(seconds: number, speaking: Readonly<Record<string, number>> = { heartbeat: 1 }): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await this.clock.advance(1000);
      const at = this.now - 1000;
      await this.push(
        Object.entries(speaking).map(([service, lines]) => ({ service, at, widthMs: 1000, lines, errors: 0 }))
      );
      await this.tick();
    }
  }

  /** The process dies, stays away, and another begins with what is in the store. */
  async restart(awaySeconds = 0): Promise<void> {
    this.detection.close();
    await this.clock.advance(awaySeconds * 1000);
    this.detection = this.newDetection();
    await this.detection.rebuild(SCOPE, this.now);
  }

  async act(record: IncidentRecord, event: NewEvent): Promise<void> {
    const result = await this.ledger.record(SCOPE, record.id, {
      events: [event],
      actor: { kind: 'person', name: 'ada' },
    });
    expect(result.ok).toBe(true);
  }

  /** Every incident ever, oldest first. */
  async incidents(): Promise<IncidentRecord[]> {
    const { records } = await this.stores.incidents.list(SCOPE, { sort: 'startedAt', limit: 200 });
    return records;
  }

  /** In words, for comparing: "payment error-burst open". */
  async told(): Promise<string[]> {
    return (await this.incidents()).map(({ service, kind, state }) => `${service} ${kind} ${state}`);
  }

  async eventTypes(record: IncidentRecord): Promise<string[]> {
    return (await this.stores.events.read(SCOPE, record.id)).map(({ type }) => type);
  }

  private newDetection(): DetectOutages {
    return new DetectOutages({
      stores: this.stores,
      ledger: this.ledger,
      feed: this.feed,
      clock: this.clock,
      ...(this.settings === undefined ? {} : { settings: this.settings }),
      onFailure: (_, error) => this.failures.push(error),
    });
  }
}
