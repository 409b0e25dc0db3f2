import { createHash } from 'node:crypto';
import type { Band, IncidentEvidence } from '@incident-memory/contract';
import type { ReadBand } from '../../../../usecases/detectors/replay/read-band.ts';
import type { ReadEvidence } from '../../../../usecases/detectors/replay/read-evidence.ts';
import type { IncidentStore } from '../../../../ports/stores/incident-store.ts';
import { withSeenIncidents } from '../../../../usecases/detectors/seen-links.ts';
import { findIncident } from '../../../../usecases/incidents/act-on-incident.ts';
import type { IncidentLedger } from '../../../../usecases/incidents/incident-ledger.ts';
import { ApplicationError } from '../../../../platform/application-error.ts';
import type { Handlers } from '../../call.ts';
import { presentAlarm } from '../../present/present-alarm.ts';
import { instant } from '../../present/present-incident.ts';
import { presentOccurrence } from '../../present/present-occurrence.ts';
import { presentLine } from '../../present/present-telemetry.ts';
import { presentTemplate } from '../../present/present-template.ts';
import { presentLatency, presentOperation } from '../../present/present-traffic.ts';
import { stepsOf } from '../../present/series-steps.ts';

interface Dependencies {
  readonly ledger: IncidentLedger;
  readonly incidents: Pick<IncidentStore, 'get'>;
  readonly bands: Pick<ReadBand, 'read'>;
  readonly evidence: Pick<ReadEvidence, 'read'>;
}

/** Replaying more than this for one chart is what the preview is for. */
const LONGEST_BAND_MS = 14 * 24 * 60 * 60_000;

export function evidenceRoutes({
  ledger,
  incidents,
  bands,
  evidence,
}: Dependencies): Pick<Handlers, 'readBand' | 'readEvidence'> {
  return {
    readBand: async ({ reader, query: { service, signal, metric, ...asked } }): Promise<Band> => {
      const steps = stepsOf(asked, 1);
      if (steps.to - steps.from > LONGEST_BAND_MS) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: { problem: 'more than 14 days: take a shorter range' },
          path: 'query.from',
        });
      }
      if (signal === 'metric' && metric === undefined) {
        throw new ApplicationError('IM_REQUEST_INVALID', {
          details: { problem: 'is needed where the signal is a metric' },
          path: 'query.metric',
        });
      }
      const points = Math.max(1, Math.ceil((steps.to - steps.from) / steps.stepMs));
      const { from, to } = steps;
      const told = await bands.read(reader.scope, { service, signal, metric, from, to, points });
      const alarms = await withSeenIncidents(incidents, reader.scope, told.alarms);
      return {
        from: instant(from),
        to: instant(to),
        stepSeconds: told.stepMs / 1000,
        series: told.series,
        alarms: alarms.map(presentAlarm),
      };
    },
    readEvidence: async ({ reader, params }): Promise<IncidentEvidence> => {
      const record = await findIncident(ledger, reader.scope, params.incident);
      const told = await evidence.read(reader.scope, record);
      const alarms = await withSeenIncidents(incidents, reader.scope, told.alarms);
      return {
        from: instant(told.from),
        to: instant(told.to),
        stepSeconds: told.stepMs / 1000,
        charts: told.charts.map((chart) => ({
          id: evidenceId('chart', [chart.service, chart.signal, chart.subject]),
          ...chart,
        })),
        alarms: alarms.map(presentAlarm),
        messages: told.messages.map(({ template, before, isNew, sample }) => ({
          id: evidenceId('message', [template.service, template.id]),
          template: presentTemplate(template, before ?? undefined),
          isNew,
          sample: sample === null ? null : presentLine(sample),
        })),
        operations: told.operations.map(({ now, before }) => ({
          id: evidenceId('operation', [now.service, now.operation]),
          now: presentOperation(now),
          before: before === null ? null : presentOperation(before),
        })),
        calls: told.calls.map(({ caller, callee, origin, calls, errors, latency }) => ({
          id: evidenceId('call', [caller, callee, origin]),
          ...{ caller, callee, origin, calls, errors },
          ...presentLatency(latency),
        })),
        changes: told.changes.map(presentOccurrence),
      };
    },
  };
}

/** The same for the same thing, so that what was said about it still points to it. */
function evidenceId(kind: string, parts: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('hex');
  return `ev_${kind}_${digest.slice(0, 12)}`;
}
