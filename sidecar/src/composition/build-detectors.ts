import { DETECTOR_IDS } from '@incident-memory/contract';
import { organisationId, systemScope, type OrganisationId } from '../domain/tenancy/scope.ts';
import type { AlarmStore } from '../ports/stores/alarm-store.ts';
import { ChangeSetting } from '../usecases/detectors/change-setting.ts';
import { KeptModes } from '../usecases/detectors/kept-modes.ts';
import { MeasureDetection } from '../usecases/detectors/measure-detection.ts';
import { PlannedTimes } from '../usecases/detectors/planned-times.ts';
import { ofOrganisation } from '../usecases/detectors/planned-windows.ts';
import { TellAlarms } from '../usecases/detectors/tell-alarms.ts';
import type { Core } from './core.ts';
import { DEMO_ORG_ID } from './organisations.ts';

/** How far detectors are trusted, when something is expected, and how right they were. */
export interface Detectors {
  readonly modes: KeptModes;
  readonly planned: PlannedTimes;
  readonly measuring: MeasureDetection;
  /** Whoever keeps alarms keeps them here: open pages hear of it, and it is counted. */
  readonly alarms: AlarmStore;
  /** Before the first check. Throws what the store throws; then call it again. */
  begin(organisations: readonly OrganisationId[]): Promise<void>;
  /** What was changed at another sidecar, and deploys that came in. */
  refresh(organisations: readonly OrganisationId[]): Promise<void>;
}

export function buildDetectors(core: Core): Detectors {
  const { configuration, stores, clock, ids, feed, metrics } = core;
  const { detectors: fixed, maintenance, rollOutSeconds, rollOutHolds } = configuration.detection;
  const changing = new ChangeSetting({ stores, clock, ids });
  const demo = configuration.demo.enabled ? organisationId(configuration.instance, DEMO_ORG_ID) : null;
  const modes = new KeptModes({
    settings: stores.settings,
    changing,
    clock,
    fixed: Object.fromEntries(
      DETECTOR_IDS.flatMap((detector) => (fixed[detector] === undefined ? [] : [[detector, fixed[detector]]]))
    ),
    isDemo: (organisation) => organisation === demo,
  });
  const planned = new PlannedTimes({
    ...{ stores, changing, clock, ids },
    ofFile: (organisation) =>
      ofOrganisation(maintenance, organisation, (orgId) => organisationId(configuration.instance, orgId)),
    rollOuts: {
      lastsMs: rollOutSeconds * 1000,
      holds: rollOutHolds === 'harmless' ? 'harmless' : 'all-but-critical',
    },
  });
  const telling = new TellAlarms({
    feed,
    clock,
    onRaised: ({ detector, mode, heldBack }) => {
      metrics.alarmsRaised.inc({ detector, mode });
      metrics.alarmsHeldBack.inc({ detector }, heldBack === null ? 0 : 1);
    },
  });
  return {
    modes,
    planned,
    measuring: new MeasureDetection({ stores, modes, clock }),
    alarms: telling.over(stores.alarms),
    begin: async (organisations) => {
      for (const organisation of organisations) {
        await modes.begin(systemScope(organisation));
        await planned.refresh(systemScope(organisation));
      }
    },
    refresh: async (organisations) => {
      for (const organisation of organisations) {
        await modes.refresh(systemScope(organisation));
        await planned.refresh(systemScope(organisation));
      }
    },
  };
}
