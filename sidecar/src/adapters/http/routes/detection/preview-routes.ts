import type { PreviewAnswer } from '@incident-memory/contract';
import type { Alarm } from '../../../../domain/detection/alarms/alarm.ts';
import { DETECTOR_CATALOGUE } from '../../../../domain/detection/alarms/detector-catalogue.ts';
import { incidentTitle } from '../../../../domain/incidents/sentences/incident-title.ts';
import { ApplicationError } from '../../../../platform/application-error.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { PreviewDetector, PreviewedIncident } from '../../../../usecases/detectors/replay/preview-detector.ts';
import type { Handlers } from '../../call.ts';
import { instant } from '../../present/present-incident.ts';
import { requireOrder } from '../../present/series-steps.ts';

interface Dependencies {
  readonly preview: Pick<PreviewDetector, 'preview'>;
  readonly clock: Pick<Clock, 'now'>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Counts are kept for five weeks unless configured otherwise. */
const LONGEST_DAYS = 35;

export function previewRoutes({ preview, clock }: Dependencies): Pick<Handlers, 'previewDetector'> {
  return {
    previewDetector: async ({ reader, body: { detector, services, ...span } }): Promise<PreviewAnswer> => {
      if (DETECTOR_CATALOGUE[detector].isFixed) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: {
            problem: 'a fixed rule is no detector that could be replayed: its incidents are on the live page',
          },
          path: 'body.detector',
        });
      }
      const [from, to] = [Date.parse(span.from), Math.min(Date.parse(span.to), clock.now())];
      requireOrder(from, to);
      if (to - from > LONGEST_DAYS * DAY_MS) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: { problem: `more than ${LONGEST_DAYS} days: counts are not kept for longer` },
          path: 'body.from',
        });
      }
      const told = await preview.preview(reader.scope, { detector, from, to, services });
      const found = told.incidents.filter(({ leadSeconds }) => leadSeconds !== null).length;
      return {
        detector,
        from: instant(told.from),
        to: instant(told.to),
        services: told.services.length,
        points: told.points,
        truncated: told.truncated,
        alarms: told.alarms.map(presentReplayed),
        alarmsPerDay: told.to > told.from ? (told.alarms.length * DAY_MS) / (told.to - told.from) : 0,
        shareOfTime: told.shareOfTime,
        incidents: told.incidents.map(presentReal),
        found,
        missed: told.incidents.length - found,
        withoutIncident: told.withoutIncident,
        series: [...told.series],
        stepSeconds: told.stepMs / 1000,
      };
    },
  };
}

function presentReplayed({ id: _id, mode: _mode, heldBack: _held, at, startedAt, endedAt, ...alarm }: Alarm) {
  return {
    ...alarm,
    numbers: { ...alarm.numbers },
    at: instant(at),
    startedAt: instant(startedAt),
    endedAt: endedAt === null ? null : instant(endedAt),
  };
}

function presentReal({ record, because, leadSeconds }: PreviewedIncident) {
  const { id, number, service, startedAt } = record;
  return { id, number, title: incidentTitle(record), service, startedAt: instant(startedAt), because, leadSeconds };
}
