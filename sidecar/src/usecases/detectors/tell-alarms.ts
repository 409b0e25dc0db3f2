import type { Alarm } from '../../domain/detection/alarms/alarm.ts';
import type { OrganisationId } from '../../domain/tenancy/scope.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';

interface AlarmChanges {
  readonly raised: readonly Alarm[];
  readonly changed: readonly Alarm[];
  readonly ended: readonly Alarm[];
}

interface Dependencies {
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly onRaised: (alarm: Pick<Alarm, 'detector' | 'mode' | 'heldBack'>) => void;
}

/** Tells open pages that something about alarms changed, in one small message however much it was, and counts. */
export class TellAlarms {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** After they were kept: who asks then finds them. */
  changed(organisation: OrganisationId, { raised, changed, ended }: AlarmChanges): void {
    raised.forEach(this.dependencies.onRaised);
    this.tell(organisation, raised.length + changed.length + ended.length);
  }

  judged(organisation: OrganisationId): void {
    this.tell(organisation, 1);
  }

  private tell(organisation: OrganisationId, changed: number): void {
    if (changed > 0) {
      const owner = { organisation, team: null, visibility: 'organisation', owner: null } as const;
      this.dependencies.feed.publish(owner, { type: 'alarm', changed });
    }
  }
}
