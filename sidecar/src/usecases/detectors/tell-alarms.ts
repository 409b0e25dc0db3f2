import type { Alarm } from '../../domain/detection/alarms/alarm.ts';
import type { OrganisationId } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';

interface Dependencies {
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onRaised: (alarm: Pick<Alarm, 'detector' | 'mode' | 'heldBack'>) => void;
}

/** Alarms are written again as they get worse and end; so many ids are told apart from new ones. */
const MOST_REMEMBERED = 20_000;

/** Tells open pages that something about alarms changed, in one small message however much it was, and counts. */
export class TellAlarms {
  private readonly dependencies: Dependencies;
  private readonly begunAt: number;
  private readonly counted = new Set<string>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.begunAt = dependencies.clock.now();
  }

  /** The same store; what was kept in it is told, so that who asks then finds it. */
  over(alarms: AlarmStore): AlarmStore {
    return {
      save: async (scope, records) => {
        await alarms.save(scope, records);
        this.kept(scope.organisation, records);
      },
      get: (scope, id) => alarms.get(scope, id),
      list: (scope, query) => alarms.list(scope, query),
      judge: async (scope, id, verdict) => {
        const judged = await alarms.judge(scope, id, verdict);
        this.tell(scope.organisation, judged === null ? 0 : 1);
        return judged;
      },
      tally: (scope, range) => alarms.tally(scope, range),
      expire: (scope, before) => alarms.expire(scope, before),
    };
  }

  private kept(organisation: OrganisationId, alarms: readonly Alarm[]): void {
    for (const alarm of alarms) {
      const key = `${organisation} ${alarm.id}`;
      // Those of before the start were counted by the process before.
      if (alarm.at >= this.begunAt && !this.counted.has(key)) {
        if (this.counted.size >= MOST_REMEMBERED) {
          this.forgetOldest();
        }
        this.counted.add(key);
        this.dependencies.onRaised(alarm);
      }
    }
    this.tell(organisation, alarms.length);
  }

  private forgetOldest(): void {
    for (const key of this.counted) {
      this.counted.delete(key);
      return;
    }
  }

  private tell(organisation: OrganisationId, changed: number): void {
    if (changed > 0) {
      const owner = { organisation, team: null, visibility: 'organisation', owner: null } as const;
      this.dependencies.feed.publish(owner, { type: 'alarm', changed });
    }
  }
}
