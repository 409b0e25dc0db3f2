import type { Random } from '../seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from './services.ts';
import type { DemoSpan } from './trip.ts';
import type { Troubles } from './troubles.ts';

export interface DemoMetric {
  readonly service: DemoService;
  readonly name: string;
  readonly unit: string;
  /** `up-down`: a sum that may fall, such as what is in use. */
  readonly kind: 'gauge' | 'counter' | 'up-down';
  readonly value: number;
  readonly at: number;
  readonly since: number;
  readonly labels: Readonly<Record<string, string>>;
}

const MEGABYTE = 1024 * 1024;
const IDLE_MEGABYTES = 180;
const POOL_SIZE = 50;
const POOL_USED = 6;
/** Memory grows and is collected, about every five minutes. */
const COLLECTED_EVERY_MS = 300_000;
const GROWTH_MEGABYTES = 60;
/** What a service in trouble has more of. */
const TROUBLE_MEGABYTES = 240;

/** What the shop's services tell about themselves in numbers. */
export class ShopMetrics {
  private readonly random: Random;
  private readonly since: number;
  private orders = 0;
  private requests = new Map<DemoService, number>();

  constructor(random: Random, since: number) {
    this.random = random;
    this.since = since;
  }

  served({ service, kind, isError }: DemoSpan): void {
    if (kind === 'server' || kind === 'consumer') {
      this.requests.set(service, (this.requests.get(service) ?? 0) + 1);
      this.orders += service === 'payment' && !isError ? 1 : 0;
    }
  }

  /** `running`: spans that have begun and not ended. */
  read(at: number, running: readonly DemoSpan[], troubles: Troubles): DemoMetric[] {
    const inTrouble = (service: DemoService) => troubles.slowness(service, at) > 1;
    const active = (service: DemoService) => running.filter((one) => one.service === service && one.kind === 'server');
    const metrics = DEMO_SERVICES.flatMap((service, index) => {
      const age = ((at - this.since + index * 40_000) % COLLECTED_EVERY_MS) / COLLECTED_EVERY_MS;
      const more = inTrouble(service) ? TROUBLE_MEGABYTES : 0;
      const megabytes = IDLE_MEGABYTES + index * 15 + age * GROWTH_MEGABYTES + more + this.random() * 4;
      return [
        this.metric(service, at, {
          name: 'process.memory.usage',
          unit: 'By',
          kind: 'gauge',
          value: megabytes * MEGABYTE,
        }),
        this.metric(service, at, {
          ...{ name: 'http.server.active_requests', unit: '{request}', kind: 'up-down' },
          value: active(service).length,
        }),
        this.metric(service, at, {
          ...{ name: 'shop.requests', unit: '{request}', kind: 'counter' },
          value: this.requests.get(service) ?? 0,
        }),
      ];
    });
    const used = inTrouble('database') ? POOL_SIZE : Math.min(POOL_SIZE, POOL_USED + active('database').length);
    const pool = { name: 'db.client.connections.usage', unit: '{connection}', kind: 'up-down' } as const;
    return [
      ...metrics,
      this.metric('database', at, { ...pool, value: used, labels: { state: 'used' } }),
      this.metric('database', at, { ...pool, value: POOL_SIZE - used, labels: { state: 'idle' } }),
      this.metric('payment', at, { name: 'shop.orders', unit: '{order}', kind: 'counter', value: this.orders }),
    ].filter(({ service }) => !troubles.isSilent(service, at));
  }

  private metric(
    service: DemoService,
    at: number,
    told: Pick<DemoMetric, 'name' | 'unit' | 'kind' | 'value'> & { labels?: DemoMetric['labels'] }
  ): DemoMetric {
    return { labels: {}, ...told, service, at, since: this.since };
  }
}
