import { DETECTOR_IDS, type Detector, type DetectorId, type DetectorMode } from '@incident-memory/contract';
import { defaultMode } from '../../domain/detection/alarms/detector-catalogue.ts';
import { systemScope, type OrganisationId, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { DetectorModes } from '../detection/detector-modes.ts';
import type { ChangeSetting } from './change-setting.ts';

interface ModeChange {
  readonly detector: DetectorId;
  readonly mode: DetectorMode;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** As it is kept: what people changed, oldest first, and since when each detector is there at all. */
interface KeptChanges {
  readonly changes: readonly ModeChange[];
  readonly since: Readonly<Partial<Record<DetectorId, number>>>;
}

interface Dependencies {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changing: Pick<ChangeSetting, 'change'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly fixed: Readonly<Partial<Record<DetectorId, { readonly mode: DetectorMode }>>>;
  readonly isDemo: (organisation: OrganisationId) => boolean;
}

export type ModeState = Pick<Detector, 'mode' | 'defaultMode' | 'fixedByFile'> & {
  readonly changed: ModeChange | null;
};

const KEY = 'detection.modes';
/** Who switches a detector more often than this sees the newest ones. */
const MOST_CHANGES_OF_ONE = 20;
const NOTHING_KEPT: KeptChanges = { changes: [], since: {} };

/**
 * Modes as the file, then people, then the defaults say. What people changed is read at the start and again every few
 * seconds (a change may have been made at another sidecar), so that detection can ask without waiting.
 */
export class KeptModes implements DetectorModes {
  private readonly dependencies: Dependencies;
  private readonly known = new Map<OrganisationId, KeptChanges>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  modeOf(scope: Scope, detector: DetectorId): DetectorMode {
    return this.stateOf(scope, detector).mode;
  }

  stateOf({ organisation }: Scope, detector: DetectorId): ModeState {
    const { fixed, isDemo } = this.dependencies;
    const usual = defaultMode(detector, { isDemo: isDemo(organisation) });
    const byFile = fixed[detector]?.mode;
    const changed = this.changesOf(organisation, detector).at(-1) ?? null;
    return {
      mode: byFile ?? changed?.mode ?? usual,
      defaultMode: usual,
      fixedByFile: byFile !== undefined,
      changed: byFile === undefined ? changed : null,
    };
  }

  /** Whether it was on trial or live at the time: what came before it was there it could not have seen. */
  wasOn(scope: Scope, detector: DetectorId, at: number): boolean {
    const { organisation } = scope;
    const since = (this.known.get(organisation) ?? NOTHING_KEPT).since[detector] ?? this.dependencies.clock.now();
    const { fixedByFile, mode, defaultMode: usual } = this.stateOf(scope, detector);
    const before = this.changesOf(organisation, detector).filter((change) => change.at <= at);
    return at >= since && (fixedByFile ? mode : (before.at(-1)?.mode ?? usual)) !== 'off';
  }

  async refresh({ organisation }: Scope): Promise<void> {
    const kept = (await this.dependencies.settings.read(systemScope(organisation), KEY)) as KeptChanges | null;
    if (kept !== null) {
      this.known.set(organisation, kept);
    }
  }

  /** Reads what is kept, and notes from when on detectors are there that were not before. */
  async begin(scope: Scope): Promise<void> {
    await this.refresh(scope);
    const now = this.dependencies.clock.now();
    const isNew = (since: KeptChanges['since']) => DETECTOR_IDS.filter((detector) => since[detector] === undefined);
    if (isNew((this.known.get(scope.organisation) ?? NOTHING_KEPT).since).length > 0) {
      await this.write(scope, ({ changes, since }) => ({
        changes,
        since: { ...since, ...Object.fromEntries(isNew(since).map((detector) => [detector, now])) },
      }));
    }
  }

  /** Throws what a person is told where it cannot be set. */
  async set(
    scope: Scope,
    { detector, mode, reason, by }: { detector: DetectorId; mode: DetectorMode; reason: string; by: string }
  ): Promise<void> {
    const { fixedByFile, mode: present } = this.stateOf(scope, detector);
    if (fixedByFile) {
      throw new ApplicationError('IM_DETECTOR_FIXED_BY_FILE', { details: { detector, mode: present } });
    }
    if (detector === 'external-alert' && mode !== 'live') {
      throw new ApplicationError('IM_DETECTOR_NEEDED', { details: { detector } });
    }
    const change = { detector, mode, reason, by, at: this.dependencies.clock.now() };
    await this.write(scope, ({ changes, since }) => {
      const ofThis = [...changes.filter((other) => other.detector === detector), change];
      const others = changes.filter((other) => other.detector !== detector);
      return { since, changes: [...others, ...ofThis.slice(-MOST_CHANGES_OF_ONE)] };
    });
  }

  private async write({ organisation }: Scope, next: (there: KeptChanges) => KeptChanges): Promise<void> {
    const own = systemScope(organisation);
    const kept = await this.dependencies.changing.change<KeptChanges, KeptChanges>(own, KEY, (there) => {
      const value = next(there ?? NOTHING_KEPT);
      return { value, outcome: value };
    });
    this.known.set(organisation, kept);
  }

  private changesOf(organisation: OrganisationId, detector: DetectorId): ModeChange[] {
    const { changes } = this.known.get(organisation) ?? NOTHING_KEPT;
    return changes.filter((change) => change.detector === detector);
  }
}
