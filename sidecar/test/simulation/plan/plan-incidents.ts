import { reach } from '../flow/reach.ts';
import type { FastRandom } from '../random/fast-random.ts';
import type { Shop } from '../shop/shop.ts';
import { HOUR, SHAPES, type Shaped } from './incident-shapes.ts';
import { leak } from './slow-leak.ts';
import {
  ABRUPT_KINDS,
  INCIDENT_KINDS,
  nothingPlanned,
  type IncidentTruth,
  type Planned,
  type SimulatedKind,
} from './truth.ts';

const DAY = 24 * HOUR;
/** One learns what is usual for a day before anything happens. */
const QUIET_BEGINNING = DAY;
/** After the begin of one incident (but for leaks, which are long) the next one waits so long. */
const KEPT_APART = 2.3 * HOUR;
const NOT_SEEN_BY_USERS: ReadonlySet<string> = new Set(['admin-console', 'mailer', 'invoice-batch']);

/** Where each kind happens: one of the busy, one of the middle, one of the idle. */
const ROOTS: Readonly<Record<SimulatedKind, readonly (readonly string[])[]>> = {
  'abrupt-failure': [
    ['gateway', 'session', 'web-shop', 'catalogue'],
    ['cart', 'orders', 'search'],
    ['payment', 'admin-console', 'mailer'],
  ],
  'partial-failure': [
    ['gateway', 'session', 'web-shop', 'catalogue'],
    ['cart', 'orders', 'search'],
    ['checkout', 'payment'],
  ],
  'latency-jump': [
    ['session', 'web-shop', 'catalogue'],
    ['cart', 'orders', 'search'],
    ['checkout', 'payment'],
  ],
  'slow-degradation': [
    ['session', 'web-shop', 'catalogue'],
    ['cart', 'orders', 'search'],
    ['checkout', 'payment'],
  ],
  cascade: [
    ['orders-db', 'catalogue-db'],
    ['session', 'catalogue'],
    ['orders', 'cart', 'payment'],
  ],
  'silent-service': [
    ['search', 'cart'],
    ['mailer', 'orders'],
    ['admin-console', 'payment'],
  ],
  flapping: [
    ['web-shop', 'catalogue'],
    ['search', 'orders'],
    ['payment', 'checkout', 'mailer'],
  ],
  'after-deploy': [
    ['web-shop', 'catalogue', 'gateway'],
    ['cart', 'orders', 'search'],
    ['checkout', 'payment'],
  ],
  'slow-leak': [
    ['web-shop', 'catalogue'],
    ['orders', 'cart', 'search'],
    ['mailer', 'checkout'],
  ],
  'traffic-drop': [['catalogue', 'gateway'], ['search', 'cart'], ['checkout']],
};

export interface PlannedIncidents extends Planned {
  readonly truths: readonly IncidentTruth[];
}

/** Three of each kind in a month, one of each in a week, two a day in less. Any hour is as likely as any other. */
export function planIncidents(
  random: FastRandom,
  { shop, start, days }: { shop: Shop; start: number; days: number }
): PlannedIncidents {
  const kinds = random.shuffled(kindsFor(days));
  const from = start + Math.min(QUIET_BEGINNING, (days * DAY) / 4);
  const slot = (start + days * DAY - from) / kinds.length;
  const planned = nothingPlanned();
  const turn = new Map<SimulatedKind, number>();
  const truths: IncidentTruth[] = kinds.map((kind, index) => {
    const tier = turn.get(kind) ?? random.below(3);
    turn.set(kind, tier + 1);
    const root = rootOf(random, { kind, tier, shop });
    const at = Math.round(from + index * slot + random.uniform() * Math.max(0, slot - KEPT_APART));
    const longest = Math.min(days * DAY * 0.25, at - start - 0.3 * (from - start));
    const shaped =
      kind === 'slow-leak'
        ? leak(random, { root, crashAt: at, longest })
        : { onset: at, visibleFrom: at, ...SHAPES[kind]({ random, shop, root, onset: at }) };
    const number = `${index + 1}`.padStart(2, '0');
    keep(planned, { shaped, root, version: `bad-${number}` });
    return truthOf(shop, { id: `incident-${number}`, kind, root, shaped });
  });
  return { ...planned, truths };
}

function kindsFor(days: number): SimulatedKind[] {
  const each = days >= 5 ? Math.max(1, Math.round(days / 10)) : 1;
  const all = Array.from({ length: each }, () => INCIDENT_KINDS).flat();
  return days >= 5 ? all : all.slice(0, Math.max(1, Math.round(2 * days)));
}

function rootOf(random: FastRandom, { kind, tier, shop }: { kind: SimulatedKind; tier: number; shop: Shop }): string {
  const there = new Set(shop.services.map(({ name }) => name));
  const tiers = ROOTS[kind].map((names) => names.filter((name) => there.has(name))).filter(({ length }) => length > 0);
  return random.pick(tiers[tier % tiers.length] ?? []);
}

type Placed = Shaped & { readonly onset: number; readonly visibleFrom: number };

function truthOf(
  shop: Shop,
  { id, kind, root, shaped }: { id: string; kind: SimulatedKind; root: string; shaped: Placed }
): IncidentTruth {
  const felt = reach(shop, shaped.atHeight).filter((name) => name !== root);
  const shownFrom = kind === 'slow-leak' ? Math.max(...(shaped.restartsAt ?? []).slice(0, 1)) : shaped.onset;
  const services = [
    { service: root, from: shaped.onset, until: shaped.end },
    ...felt
      .map((service) => ({ service, from: shownFrom + (shaped.delays?.get(service) ?? 0), until: shaped.end }))
      .sort((one, other) => one.from - other.from),
    // Mail that nobody sends waits where it was handed over.
    ...(kind === 'silent-service' && root === 'mailer'
      ? [{ service: 'orders', from: shaped.onset, until: shaped.end }]
      : []),
  ];
  return {
    id,
    kind,
    root,
    services,
    onset: shaped.onset,
    end: shaped.end,
    visibleFrom: shaped.visibleFrom,
    abrupt: ABRUPT_KINDS.has(kind),
    hurtsUsers: !NOT_SEEN_BY_USERS.has(root),
    spans: shop.calls.some((call) => call.callee === root && call.waits),
  };
}

function keep(
  planned: ReturnType<typeof nothingPlanned>,
  { shaped, root, version }: { shaped: Shaped; root: string; version: string }
): void {
  planned.effects.push(...shaped.effects);
  planned.restarts.push(...(shaped.restartsAt ?? []).map((at) => ({ service: root, at })));
  const deploy = (at: number | undefined, rolledBack: boolean): void => {
    if (at !== undefined) {
      const id = `deploy-${version}${rolledBack ? '-back' : ''}`;
      planned.deploys.push({ id, service: root, at, completedAt: at + 45_000, version, rolledBack });
      planned.restarts.push({ service: root, at });
    }
  };
  deploy(shaped.rolledOutAt, false);
  deploy(shaped.rolledBackAt, true);
}
