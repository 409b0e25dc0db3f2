import type { Maintenance } from '../../domain/detection/expected/maintenance.ts';
import { weeklyTimes, type WeeklyPlan } from '../../domain/detection/expected/weekly-times.ts';
import type { OrganisationId } from '../../domain/tenancy/scope.ts';

/** A window of the configuration file: once, or every week. */
export type PlannedWindow = Pick<Maintenance, 'kind' | 'title' | 'services'> & { readonly organisation: number } & (
    | { readonly from: string; readonly to: string }
    | WeeklyPlan
  );

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Those of the file that overlap [from, to). Their ids stay the same as long as the file does. */
export function windowsOfFile(planned: readonly PlannedWindow[], { from, to }: Span): Maintenance[] {
  return planned.flatMap((window, place) => {
    const { kind, title, services } = window;
    return timesOf(window, { from, to }).map((time) => ({
      id: `mnt_file-${place}-${time.from.toString(36)}`,
      ...{ kind, title, services, ...time },
      ...{ by: 'the configuration file', fixedByFile: true, endedAt: null },
    }));
  });
}

export function ofOrganisation(
  planned: readonly PlannedWindow[],
  organisation: OrganisationId,
  idOf: (orgId: number) => OrganisationId
): PlannedWindow[] {
  return planned.filter((window) => idOf(window.organisation) === organisation);
}

function timesOf(window: PlannedWindow, { from, to }: Span): Span[] {
  if ('weekdays' in window) {
    return weeklyTimes(window, from, to);
  }
  const once = { from: Date.parse(window.from), to: Date.parse(window.to) };
  return once.from < to && once.to > from ? [once] : [];
}
