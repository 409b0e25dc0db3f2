import { between, pick, type Random } from '../../seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from '../../shop/services.ts';
import type { CauseDefinition } from '../catalogue/signature-definition.ts';
import type { PastAttempt, PastChange } from '../past-incident.ts';
import { HOUR_MS, MINUTE_MS, type HistorySpan } from '../planning/history-options.ts';
import { fillIn, type Slots } from './fill-in.ts';
import { versionAt } from './versions.ts';

/** A change that had nothing to do with it. */
const BYSTANDER_SHARE = 0.35;
const FLAGS = ['new-checkout', 'profile-cards', 'order-history-v2', 'quick-reorder'] as const;

export interface ChangesOf {
  readonly cause: CauseDefinition;
  readonly service: DemoService;
  readonly slots: Slots;
  readonly startedAt: number;
  readonly span: HistorySpan;
  /** Not empty: something else was changed while the last of these was judged. */
  readonly disturbed: readonly PastAttempt[];
}

export function tellChanges(random: Random, of: ChangesOf): PastChange[] {
  const { cause, service, slots, startedAt, span } = of;
  const changes: PastChange[] = [];
  if (random() < BYSTANDER_SHARE) {
    changes.push(deployOf(pick(random, DEMO_SERVICES), startedAt - between(random, 40, 115) * MINUTE_MS, span));
  }
  if (cause.change !== undefined) {
    const { kind, title, before, after, target } = cause.change;
    const fill = (text: string) => fillIn(random, text, slots);
    changes.push({
      kind,
      at: startedAt - between(random, 60_000, HOUR_MS / 3),
      service: cause.change.service ?? service,
      title: fill(title),
      before: fill(before),
      after: fill(after),
      target: fill(target),
    });
  }
  const judged = of.disturbed.at(-1);
  if (judged !== undefined) {
    const flag = pick(random, FLAGS);
    changes.push({
      ...{
        kind: 'feature-flag',
        at: (judged.appliedAt ?? judged.begunAt) + MINUTE_MS,
        service: pick(random, DEMO_SERVICES),
      },
      ...{ title: `flag ${flag} switched off`, before: 'on', after: 'off', target: `flag ${flag}` },
    });
  }
  return changes.sort((one, other) => one.at - other.at);
}

function deployOf(service: DemoService, at: number, span: HistorySpan): PastChange {
  const { version, before } = versionAt(service, at, span.from);
  const title = `${service} ${version} deployed`;
  return { kind: 'deploy', at, service, title, before, after: version, target: `deployment/${service}` };
}
