import type { FastRandom } from '../random/fast-random.ts';
import type { ServiceSpec, Shop } from '../shop/shop.ts';
import { HOUR, MINUTE, SECOND } from './incident-shapes.ts';
import { nothingPlanned, type HarmlessTruth, type IncidentTruth, type Planned } from './truth.ts';

const DAY = 24 * HOUR;
/** A team does not deploy into its own incident. */
const AROUND_INCIDENTS = 30 * MINUTE;

export interface PlannedDeploys extends Planned {
  readonly harmless: readonly HarmlessTruth[];
}

/**
 * Deploys that harm nobody: processes start anew one after the other, some connections break, caches are cold, the new
 * version writes more or fewer lines than the old one and some that were never seen; a few write a new line of level
 * error now and then although all is well.
 */
export function planDeploys(
  random: FastRandom,
  { shop, start, days, truths }: { shop: Shop; start: number; days: number; truths: readonly IncidentTruth[] }
): PlannedDeploys {
  const planned = nothingPlanned();
  const harmless: HarmlessTruth[] = [];
  const end = start + days * DAY;
  for (const service of shop.services) {
    const times = Array.from({ length: random.poisson((service.deploysAWeek * days) / 7) }, () =>
      deployTime(random, { start, days })
    )
      .filter((at) => !disturbed(truths, { service: service.name, at }))
      .sort((one, other) => one - other);
    times.forEach((at, index) => {
      const took = random.between(30, 120) * SECOND;
      const version = `1.${index + 1}.0`;
      const id = `deploy-${service.name}-${version}`;
      planned.deploys.push({ id, service: service.name, at, completedAt: at + took, version, rolledBack: false });
      planned.restarts.push({ service: service.name, at });
      planned.effects.push(...startingAnew(random, { service, at, took }));
      const next = times[index + 1] ?? end;
      newVersion(random, { planned, service, at: at + took, next });
      harmless.push({ kind: 'deploy', service: service.name, from: at, until: at + took + 2 * MINUTE });
    });
  }
  return { ...planned, harmless };
}

function deployTime(random: FastRandom, { start, days }: { start: number; days: number }): number {
  const usualHours = random.chance(0.85);
  for (;;) {
    const day = random.below(days);
    if (!usualHours || day % 7 < 5) {
      const hour = usualHours ? random.between(9, 17.5) : random.between(0, 24);
      return Math.round(start + day * DAY + hour * HOUR);
    }
  }
}

function disturbed(truths: readonly IncidentTruth[], { service, at }: { service: string; at: number }): boolean {
  return truths.some(
    (truth) =>
      truth.services.some((affected) => affected.service === service) &&
      at > truth.onset - AROUND_INCIDENTS &&
      at < truth.end + AROUND_INCIDENTS &&
      (truth.kind !== 'slow-leak' || truth.root === service)
  );
}

function startingAnew(
  random: FastRandom,
  { service, at, took }: { service: ServiceSpec; at: number; took: number }
): Planned['effects'] {
  const on = service.name;
  if (!service.replicated) {
    const gap = random.between(8, 40) * SECOND;
    return [
      { on, field: 'silent', value: 1, from: at, until: at + gap, rise: 0 },
      { on, field: 'infoLines', value: random.between(2, 8), from: at + gap, until: at + gap + 10 * SECOND, rise: 0 },
    ];
  }
  const broken = random.chance(0.5) ? random.between(0.001, 0.01) : 0;
  return [
    { on, field: 'failing', value: broken, from: at, until: at + took, rise: 0 },
    { on, field: 'slower', value: random.between(1.05, 1.6), from: at, until: at + took + MINUTE, rise: 0 },
    { on, field: 'infoLines', value: random.between(3, 25), from: at, until: at + took, rise: 0 },
    { on, field: 'warnLines', value: random.between(0, 1.5), from: at, until: at + took, rise: 0 },
  ];
}

function newVersion(
  random: FastRandom,
  {
    planned,
    service,
    at,
    next,
  }: { planned: ReturnType<typeof nothingPlanned>; service: ServiceSpec; at: number; next: number }
): void {
  const on = service.name;
  if (random.chance(0.4)) {
    planned.effects.push({ on, field: 'chatter', value: random.between(0.6, 1.5), from: at, until: next, rise: 0 });
  }
  const templates = random.chance(0.5) ? 1 + random.below(2) : 0;
  for (let index = 0; index < templates; index += 1) {
    planned.newTemplates.push({ service: on, at, weight: random.between(0.01, 0.12) });
  }
  if (random.chance(0.04)) {
    const rate = random.between(0.003, 0.02);
    const template = `${on} tells an error that is none ${random.below(1_000_000)}: <*>`;
    planned.effects.push({ on, field: 'errorLines', value: rate, from: at, until: next, rise: 0, template });
  }
}
