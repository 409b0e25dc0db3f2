import type { Alarm } from '@incident-memory/contract';
import type { AlarmRecord } from '../../../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../../../domain/tenancy/scope.ts';
import type { AlarmStore } from '../../../../ports/stores/alarm-store.ts';
import type { IncidentStore } from '../../../../ports/stores/incident-store.ts';
import type { Clock } from '../../../../ports/clock.ts';
import { judgeAlarm } from '../../../../usecases/detectors/judge-alarm.ts';
import type { MeasureDetection } from '../../../../usecases/detectors/measure-detection.ts';
import { withSeenIncidents } from '../../../../usecases/detectors/seen-links.ts';
import type { Call, Handlers } from '../../call.ts';
import { presentAlarm } from '../../present/present-alarm.ts';
import { requireOrder } from '../../present/series-steps.ts';

interface Dependencies {
  readonly alarms: AlarmStore;
  readonly incidents: Pick<IncidentStore, 'get'>;
  readonly measuring: Pick<MeasureDetection, 'forget'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly redact: (text: string) => string;
}

type AlarmRoutes = 'listAlarms' | 'confirmAlarm' | 'dismissAlarm' | 'reopenAlarm';

export function alarmRoutes(dependencies: Dependencies): Pick<Handlers, AlarmRoutes> {
  const { alarms, incidents, clock, redact } = dependencies;
  const present = async (scope: Scope, found: readonly AlarmRecord[]): Promise<Alarm[]> =>
    (await withSeenIncidents(incidents, scope, found)).map(presentAlarm);
  const carryOut = async (scope: Scope, judged: Parameters<typeof judgeAlarm>[2]): Promise<Alarm> => {
    const alarm = await judgeAlarm(dependencies, scope, judged);
    const [seen] = await withSeenIncidents(incidents, scope, [alarm]);
    return presentAlarm(seen ?? alarm);
  };
  const judge = async (
    { reader, params, body }: Call<'confirmAlarm' | 'dismissAlarm'>,
    is: 'confirmed' | 'dismissed'
  ): Promise<Alarm> => {
    // People paste what they see, secrets included.
    const verdict = { is, reason: redact(body.reason), at: clock.now(), by: reader.login };
    return carryOut(reader.scope, { id: params.alarm, verdict });
  };
  return {
    listAlarms: async ({ reader, query: { firing, detector, service, ...query } }) => {
      requireOrder(query.from ?? -Infinity, query.to ?? Infinity);
      const found = await alarms.list(reader.scope, {
        ...query,
        ...(firing === undefined ? {} : { firing: firing === 'true' }),
        ...(detector === undefined ? {} : { detectors: detector }),
        ...(service === undefined ? {} : { services: service }),
      });
      return { items: await present(reader.scope, found.alarms), nextCursor: found.nextCursor };
    },
    confirmAlarm: (call) => judge(call, 'confirmed'),
    dismissAlarm: (call) => judge(call, 'dismissed'),
    reopenAlarm: ({ reader, params }) => carryOut(reader.scope, { id: params.alarm, verdict: null }),
  };
}
