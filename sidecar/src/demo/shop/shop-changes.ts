import { between, pick, type Random } from '../seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from './services.ts';
import { CLUSTER, NAMESPACE, PLACES } from './shop-map.ts';
import type { Trigger } from './stories.ts';

/** A change as a deploy script would tell it. */
export interface DemoChange {
  readonly kind: 'deploy' | 'configuration' | 'scaling' | 'feature-flag';
  readonly service: DemoService;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly at: number;
  readonly actor: string;
}

/** An event of Kubernetes as `kubectl get events -o json` prints it. */
export type DemoKubernetesEvent = Readonly<Record<string, unknown>>;

/** The cause comes before what it does: this long before the first error. */
const CAUSE_BEFORE_MS = 90_000;
const FLAGS = ['new-checkout', 'profile-cards', 'order-history-v2', 'quick-reorder'] as const;
const ACTORS = ['deploy-bot', 'release-bot'] as const;

/** What people and pipelines do to the shop. Versions go up with each deploy and stay told by the resources. */
export class ShopChanges {
  readonly versions = new Map<DemoService, string>();
  private readonly random: Random;
  private readonly minor = new Map<DemoService, number>();
  private readonly flagsOn = new Set<string>();
  private events = 0;

  constructor(random: Random) {
    this.random = random;
    for (const service of DEMO_SERVICES) {
      this.minor.set(service, between(random, 2, 30));
      this.versions.set(service, this.versionOf(service));
    }
  }

  /** One of an ordinary day: two of three are deploys. */
  ordinary(at: number): DemoChange {
    const service = pick(this.random, DEMO_SERVICES);
    return this.random() < 2 / 3 ? this.deploy(service, at) : this.flag(service, at);
  }

  /** What an injected failure comes from. */
  triggerOf(service: DemoService, trigger: Trigger, now: number): DemoChange {
    const at = now - CAUSE_BEFORE_MS;
    if (trigger.kind === 'deploy') {
      return this.deploy(service, at);
    }
    const { kind, title, before, after } = trigger;
    return { kind, service, title, before, after, at, actor: pick(this.random, ACTORS) };
  }

  outOfMemory(service: DemoService, at: number): DemoKubernetesEvent {
    const { pod, node } = PLACES[service];
    const time = new Date(at).toISOString();
    this.events += 1;
    const name = `${pod}.${at.toString(16)}${this.events}`;
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: NAMESPACE, uid: `${CLUSTER}-${name}` },
      involvedObject: { kind: 'Pod', namespace: NAMESPACE, name: pod, fieldPath: `spec.containers{${service}}` },
      reason: 'OOMKilling',
      message: `Memory cgroup out of memory: killed process ${between(this.random, 1000, 9999)} (node)`,
      type: 'Warning',
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component: 'kernel-monitor', host: node },
    };
  }

  deploy(service: DemoService, at: number): DemoChange {
    const before = this.versionOf(service);
    this.minor.set(service, (this.minor.get(service) ?? 0) + 1);
    const after = this.versionOf(service);
    this.versions.set(service, after);
    const actor = pick(this.random, ACTORS);
    return { kind: 'deploy', service, title: `${service} ${after} deployed`, before, after, at, actor };
  }

  private flag(service: DemoService, at: number): DemoChange {
    const flag = pick(this.random, FLAGS);
    const isOn = this.flagsOn.delete(flag);
    if (!isOn) {
      this.flagsOn.add(flag);
    }
    const [before, after] = isOn ? ['on', 'off'] : ['off', 'on'];
    const title = `flag ${flag} switched ${after}`;
    return { kind: 'feature-flag', service, title, before, after, at, actor: pick(this.random, ACTORS) };
  }

  private versionOf(service: DemoService): string {
    return `2.${this.minor.get(service) ?? 0}.0`;
  }
}
