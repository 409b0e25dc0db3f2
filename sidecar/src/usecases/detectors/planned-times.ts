import type { MaintenanceBody, MaintenanceWindow } from '@incident-memory/contract';
import type { z } from 'zod';
import { whyHeldBack, type Expectation } from '../../domain/detection/expected/expectation.ts';
import {
  expectationOf,
  LONGEST_MAINTENANCE_MS,
  overAt,
  type Maintenance,
} from '../../domain/detection/expected/maintenance.ts';
import { seenRollOuts } from '../../domain/detection/expected/seen-roll-outs.ts';
import { systemScope, type OrganisationId, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { AlarmToHold, ExpectedTimes } from '../detection/expected-times.ts';
import type { ChangeSetting } from './change-setting.ts';
import { windowsOfFile, type PlannedWindow } from './planned-windows.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'settings' | 'occurrences'>;
  readonly changing: Pick<ChangeSetting, 'change'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly ofFile: (organisation: OrganisationId) => readonly PlannedWindow[];
  readonly rollOuts: { readonly lastsMs: number; readonly holds: Expectation['holds'] };
}

interface KeptWindows {
  readonly windows: readonly Maintenance[];
}

/** What is known of an organisation without asking the store. */
interface Known {
  readonly kept: readonly Maintenance[];
  readonly rollOuts: readonly Expectation[];
}

const KEY = 'detection.maintenance';
const NOTHING: Known = { kept: [], rollOuts: [] };
/** More at once is a script that plans and never ends. */
const MOST_NOT_OVER = 100;
/** Windows that are over are shown for a month. */
const SHOW_OVER_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_OVER = 300;
/** What comes every week is told this far ahead where nobody says how far. */
const AHEAD_MS = 7 * 24 * 60 * 60 * 1000;
const SOON_MS = 5 * 60 * 1000;
/** More deploys in three minutes are told apart by nobody. */
const MOST_ROLL_OUTS = 200;

/**
 * Maintenance windows of people and of the file, and roll-outs that were told. What people planned lies in the store
 * and is read again every few seconds, as it may have been planned at another sidecar; detection asks without waiting.
 */
export class PlannedTimes implements ExpectedTimes {
  private readonly dependencies: Dependencies;
  private readonly known = new Map<OrganisationId, Known>();
  private readonly soon = new Map<OrganisationId, { from: number; to: number; expected: readonly Expectation[] }>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  heldBack(scope: Scope, alarm: AlarmToHold, now: number): string | null {
    const expected = this.expectedAbout(scope, now);
    return expected.length === 0 ? null : whyHeldBack(expected, alarm, now);
  }

  /** Under way now. */
  active(scope: Scope, now: number): MaintenanceWindow[] {
    const { kept } = this.known.get(scope.organisation) ?? NOTHING;
    return [...kept, ...this.ofFile(scope, { from: now, to: now + 1 })]
      .filter((window) => window.from <= now && now < overAt(window))
      .map(presentWindow);
  }

  async refresh({ organisation }: Scope): Promise<void> {
    const own = systemScope(organisation);
    const { stores, clock, rollOuts } = this.dependencies;
    const now = clock.now();
    const since = { from: now - rollOuts.lastsMs, to: now, kinds: ['deploy' as const], limit: MOST_ROLL_OUTS };
    const [kept, deploys] = await Promise.all([
      stores.settings.read(own, KEY) as Promise<KeptWindows | null>,
      rollOuts.lastsMs === 0 ? [] : stores.occurrences.list(own, since).then(({ occurrences }) => occurrences),
    ]);
    this.remember(organisation, { kept: kept?.windows ?? [], rollOuts: seenRollOuts(deploys, rollOuts) });
  }

  /** In order of their beginning; without a range all that are kept, and those of the file for a week. */
  async list(scope: Scope, { from, to }: { from?: number; to?: number }): Promise<MaintenanceWindow[]> {
    await this.refresh(scope);
    const now = this.dependencies.clock.now();
    const { kept } = this.known.get(scope.organisation) ?? NOTHING;
    const ofFile = this.ofFile(scope, { from: from ?? now, to: to ?? now + AHEAD_MS });
    return [...kept.filter((window) => window.from <= (to ?? Infinity) && window.to >= (from ?? -Infinity)), ...ofFile]
      .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
      .map(presentWindow);
  }

  async plan(scope: Scope, wanted: z.output<typeof MaintenanceBody>, by: string): Promise<MaintenanceWindow> {
    const { clock, ids } = this.dependencies;
    const now = clock.now();
    const [from, to] = [Date.parse(wanted.from), Date.parse(wanted.to)];
    refuseUnlessSensible({ from, to, now });
    const { kind, title, services } = wanted;
    const window = { kind, title, services, from, to, by, id: ids.next('mnt'), fixedByFile: false, endedAt: null };
    return this.change(scope, (windows) => {
      if (windows.filter((other) => overAt(other) > now).length >= MOST_NOT_OVER) {
        throw new ApplicationError('IM_MAINTENANCE_TOO_MANY', { details: { limit: MOST_NOT_OVER } });
      }
      return { windows: [...windows, window], outcome: window };
    });
  }

  /** Ended twice, or after it was over, it is as it was. */
  async end(scope: Scope, id: string): Promise<MaintenanceWindow> {
    if (id.startsWith('mnt_file-')) {
      throw new ApplicationError('IM_MAINTENANCE_FIXED_BY_FILE');
    }
    const now = this.dependencies.clock.now();
    return this.change(scope, (windows) => {
      const found = windows.find((window) => window.id === id);
      if (found === undefined) {
        throw new ApplicationError('IM_MAINTENANCE_UNKNOWN');
      }
      const ended = overAt(found) > now && found.endedAt === null ? { ...found, endedAt: now } : found;
      return { windows: windows.map((window) => (window === found ? ended : window)), outcome: ended };
    });
  }

  private async change(
    { organisation }: Scope,
    decide: (there: readonly Maintenance[]) => { windows: readonly Maintenance[]; outcome: Maintenance }
  ): Promise<MaintenanceWindow> {
    const { changing, clock } = this.dependencies;
    const changed = await changing.change<KeptWindows, { kept: readonly Maintenance[]; window: Maintenance }>(
      systemScope(organisation),
      KEY,
      (there) => {
        const { windows, outcome } = decide(there?.windows ?? []);
        const kept = withoutOld(windows, clock.now());
        return { value: { windows: kept }, outcome: { kept, window: outcome } };
      }
    );
    const { rollOuts } = this.known.get(organisation) ?? NOTHING;
    this.remember(organisation, { kept: changed.kept, rollOuts });
    return presentWindow(changed.window);
  }

  /** Asked for every alarm at every check: put together once in a while, and again when something changed. */
  private expectedAbout(scope: Scope, now: number): readonly Expectation[] {
    const there = this.soon.get(scope.organisation);
    if (there !== undefined && now >= there.from && now < there.to) {
      return there.expected;
    }
    const { kept, rollOuts } = this.known.get(scope.organisation) ?? NOTHING;
    const span = { from: now - SOON_MS, to: now + SOON_MS };
    const near = kept.filter((window) => window.from < span.to && overAt(window) > span.from);
    const expected = [...[...near, ...this.ofFile(scope, span)].map(expectationOf), ...rollOuts];
    this.soon.set(scope.organisation, { ...span, expected });
    return expected;
  }

  private remember(organisation: OrganisationId, known: Known): void {
    this.soon.delete(organisation);
    if (known.kept.length + known.rollOuts.length > 0) {
      this.known.set(organisation, known);
    } else {
      this.known.delete(organisation);
    }
  }

  private ofFile({ organisation }: Scope, span: { from: number; to: number }): Maintenance[] {
    const planned = this.dependencies.ofFile(organisation);
    return planned.length === 0 ? [] : windowsOfFile(planned, span);
  }
}

function refuseUnlessSensible({ from, to, now }: { from: number; to: number; now: number }): void {
  const problem =
    to <= from
      ? 'the end is not after the beginning'
      : to <= now
        ? 'the end is in the past'
        : to - from > LONGEST_MAINTENANCE_MS
          ? 'it lasts longer than 14 days'
          : null;
  if (problem !== null) {
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem }, path: 'body.to' });
  }
}

function withoutOld(windows: readonly Maintenance[], now: number): Maintenance[] {
  const isOver = (window: Maintenance): boolean => overAt(window) <= now;
  const over = windows.filter(isOver).filter((window) => overAt(window) > now - SHOW_OVER_MS);
  return [...over.slice(-MOST_OVER), ...windows.filter((window) => !isOver(window))];
}

function presentWindow({ from, to, endedAt, services, ...window }: Maintenance): MaintenanceWindow {
  const instant = (at: number): string => new Date(at).toISOString();
  return {
    ...window,
    services: [...services],
    from: instant(from),
    to: instant(to),
    endedAt: endedAt === null ? null : instant(endedAt),
  };
}
