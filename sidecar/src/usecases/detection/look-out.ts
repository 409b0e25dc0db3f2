import type { Outlook } from '../../domain/detection/judging/outlook.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';
import type { AlarmsKept } from './alarms-kept.ts';
import type { DetectorModes } from './detector-modes.ts';
import type { ExpectedTimes } from './expected-times.ts';
import type { StandingAlarms } from './standing-alarms.ts';

export interface LookOutDependencies {
  readonly standing: StandingAlarms;
  readonly modes: DetectorModes;
  readonly expected: ExpectedTimes;
  readonly alarms: Pick<AlarmStore, 'save'>;
}

/** All that incidents are made from besides counts of lines, as it is now. */
export class LookOut {
  private readonly dependencies: LookOutDependencies;

  constructor(dependencies: LookOutDependencies) {
    this.dependencies = dependencies;
  }

  rebuild(scope: Scope, now: number): Promise<void> {
    return this.dependencies.standing.rebuild(scope, now);
  }

  async look(scope: Scope, { now, underWay }: { now: number; underWay: readonly IncidentRecord[] }): Promise<Outlook> {
    const { standing, modes, expected } = this.dependencies;
    const open = underWay.filter(({ state }) => state === 'open').flatMap(({ services }) => services);
    standing.untaught(scope, new Set(open.map(({ service }) => service)));
    const alarms = await standing.evaluate(scope, now);
    return {
      alarms,
      get graph() {
        return standing.graph(scope, now);
      },
      healthOf: (service) => standing.health(scope, service, now),
      modeOf: (detector) => modes.modeOf(scope, detector),
      heldBack: (alarm, at) => expected.heldBack(scope, alarm, at),
    };
  }

  kept(scope: Scope): AlarmsKept {
    const { standing, alarms } = this.dependencies;
    return {
      assigned: (incident, ids) => standing.assigned(scope, incident, ids),
      wouldHaveFired: (told) =>
        alarms.save(
          scope,
          told.map((alarm) => ({ ...alarm, incident: null, verdict: null }))
        ),
    };
  }
}
