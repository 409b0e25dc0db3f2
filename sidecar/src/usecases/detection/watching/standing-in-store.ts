import { DETECTOR_IDS, type DetectorId } from '@incident-memory/contract';
import type { Alarm } from '../../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { AlarmStore } from '../../../ports/stores/alarm-store.ts';

/** Of the fixed rules' alarms others take care. */
const FIXED: ReadonlySet<DetectorId> = new Set(['error-burst', 'widespread-errors', 'external-alert']);
const WATCHED = DETECTOR_IDS.filter((detector) => !FIXED.has(detector));
const PAGE = 500;
/** As many as stand at once at most. */
const MOST = 2000;

/** What stood when the process before this one last wrote. */
export async function standingInStore(alarms: Pick<AlarmStore, 'list'>, scope: Scope): Promise<Alarm[]> {
  const found: Alarm[] = [];
  let cursor: string | undefined;
  do {
    const query = { show: 'all', firing: true, detectors: WATCHED, limit: PAGE } as const;
    const page = await alarms.list(scope, cursor === undefined ? query : { ...query, cursor });
    found.push(...page.alarms.map(({ incident: _incident, verdict: _verdict, ...alarm }) => alarm));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < MOST);
  return found;
}
