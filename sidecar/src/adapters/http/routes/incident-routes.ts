import type { Incident, IncidentChart, ResolutionNotes } from '@incident-memory/contract';
import type { NewEvent } from '../../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { ApplicationError } from '../../../platform/application-error.ts';
import { actOnIncident, findIncident, type Deed } from '../../../usecases/incidents/act-on-incident.ts';
import type { IncidentLedger } from '../../../usecases/incidents/incident-ledger.ts';
import type { ErrorSamples } from '../../../usecases/read-error-samples.ts';
import { readIncidentChart, type ChartData } from '../../../usecases/incidents/read-incident-chart.ts';
import { onceName } from '../answer-once.ts';
import { instant, presentEvent, presentIncident } from '../present/present-incident.ts';
import { presentLine } from '../present/present-telemetry.ts';
import type { Call, Handlers } from '../call.ts';

interface Dependencies {
  readonly ledger: IncidentLedger;
  readonly stores: Stores;
  readonly samples: ErrorSamples;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
}

type IncidentRoutes =
  | 'listIncidents'
  | 'readIncident'
  | 'readTimeline'
  | 'readIncidentChart'
  | 'readIncidentSamples'
  | 'acknowledgeIncident'
  | 'markMitigating'
  | 'requestHelp'
  | 'markCanWait'
  | 'confirmIncident'
  | 'dismissIncident'
  | 'reopenIncident'
  | 'noteIncident'
  | 'splitIncident'
  | 'mergeIncident'
  | 'unmergeIncident'
  | 'acknowledgeMany'
  | 'listEvents';

const MAX_SAMPLES = 20;
const SAMPLES_BEFORE_MS = 2 * 60 * 1000;
/** What comes later is of something else. */
const SAMPLES_AFTER_MS = 60 * 1000;

export function incidentRoutes({
  ledger,
  stores,
  samples,
  clock,
  redact,
}: Dependencies): Pick<Handlers, IncidentRoutes> {
  const present = (record: IncidentRecord): Incident => presentIncident(record, clock.now());
  const find = (call: Pick<Call<'readIncident'>, 'reader' | 'params'>) =>
    findIncident(ledger, call.reader.scope, call.params.incident);

  type Asked = Pick<Call<'acknowledgeIncident'>, 'reader' | 'params' | 'ifVersion' | 'request'>;
  const carryOut = async ({ reader, params, ifVersion, request }: Asked, what: Deed) => {
    const asked = { reference: params.incident, login: reader.login, ifVersion, once: onceName({ reader, request }) };
    return present(await actOnIncident(ledger, reader.scope, { ...asked, what }));
  };
  const act = (call: Asked, event: NewEvent) => carryOut(call, { event });

  return {
    listIncidents: async ({ reader, query: { state, service, severity, kind, outage, acknowledged, ...rest } }) => {
      const { records, nextCursor } = await stores.incidents.list(reader.scope, {
        ...rest,
        ...(state ? { states: state } : {}),
        ...(service ? { services: service } : {}),
        ...(severity ? { severities: severity } : {}),
        ...(kind ? { kinds: kind } : {}),
        ...(outage ? { outage: outage === 'true' } : {}),
        ...(acknowledged ? { acknowledged: acknowledged === 'true' } : {}),
      });
      return { items: records.map(present), nextCursor };
    },
    readIncident: async (call) => present(await find(call)),
    readTimeline: async (call) => {
      const record = await find(call);
      const events = await stores.events.read(call.reader.scope, record.id);
      const after = sequenceOf(call.query.cursor);
      const items = events.filter(({ sequence }) => sequence > after).slice(0, call.query.limit);
      const last = items.at(-1)?.sequence ?? after;
      return {
        items: items.map((event) => presentEvent(event, record)),
        nextCursor: last < (events.at(-1)?.sequence ?? 0) ? String(last) : null,
      };
    },
    readIncidentChart: async (call) => {
      const record = await find(call);
      return presentChart(
        record,
        await readIncidentChart(stores.statistics, call.reader.scope, { record, now: clock.now() })
      );
    },
    readIncidentSamples: async (call) => {
      const record = await find(call);
      const lines = await samples.read(call.reader.scope, {
        services: record.services.map(({ service }) => service),
        from: record.startedAt - SAMPLES_BEFORE_MS,
        to: (record.closedAt ?? record.quietSince ?? clock.now()) + SAMPLES_AFTER_MS,
        limit: MAX_SAMPLES,
      });
      return { items: lines.map(presentLine), nextCursor: null };
    },
    acknowledgeIncident: (call) => act(call, { type: 'acknowledged', payload: {} }),
    markMitigating: (call) => act(call, { type: 'mitigating', payload: {} }),
    requestHelp: (call) => act(call, { type: 'help-requested', payload: {} }),
    markCanWait: (call) => act(call, { type: 'can-wait', payload: {} }),
    // People paste what they see, secrets included.
    confirmIncident: (call) => act(call, { type: 'confirmed', payload: { notes: redactedNotes(call.body, redact) } }),
    dismissIncident: (call) => act(call, { type: 'dismissed', payload: { reason: redact(call.body.reason) } }),
    reopenIncident: (call) => act(call, { type: 'reopened', payload: { reason: redact(call.body.reason) } }),
    noteIncident: (call) => act(call, { type: 'noted', payload: { text: redact(call.body.text) } }),
    splitIncident: (call) => carryOut(call, { split: { ...call.body, reason: redact(call.body.reason) } }),
    mergeIncident: (call) => carryOut(call, { merge: { ...call.body, reason: redact(call.body.reason) } }),
    unmergeIncident: (call) => carryOut(call, { unmerge: { reason: redact(call.body.reason) } }),
    acknowledgeMany: async ({ reader, body, request }) => {
      const once = onceName({ reader, request });
      const acknowledged: string[] = [];
      const refused: { incident: string; reason: string }[] = [];
      for (const reference of body.incidents) {
        try {
          const event: NewEvent = { type: 'acknowledged', payload: {} };
          const act = { reference, what: { event }, login: reader.login, once };
          const record = await actOnIncident(ledger, reader.scope, act);
          acknowledged.push(record.id);
        } catch (error) {
          if (!(error instanceof ApplicationError)) {
            throw error;
          }
          refused.push({ incident: reference, reason: error.message });
        }
      }
      return { acknowledged, refused };
    },
    listEvents: async ({ reader, query: { service, ...query } }) => {
      const { events, nextCursor } = await stores.events.search(reader.scope, { ...query, of: 'incidents' });
      const streams = [...new Set(events.map(({ stream }) => stream))];
      const records = new Map(
        await Promise.all(streams.map(async (id) => [id, await stores.incidents.get(reader.scope, id)] as const))
      );
      const items = events.flatMap((event) => {
        const record = records.get(event.stream) ?? null;
        const wanted =
          record !== null && (service === undefined || record.services.some((one) => service.includes(one.service)));
        return wanted ? [presentEvent(event, record)] : [];
      });
      return { items, nextCursor };
    },
  };
}

function redactedNotes(notes: ResolutionNotes, redact: (text: string) => string): ResolutionNotes {
  const { cause, fix, didNotHelp, prevention } = notes;
  return {
    ...notes,
    cause: redact(cause),
    fix: redact(fix),
    didNotHelp: redact(didNotHelp),
    prevention: redact(prevention),
  };
}

function sequenceOf(cursor: string | undefined): number {
  if (cursor === undefined) {
    return 0;
  }
  if (!/^\d{1,9}$/.test(cursor)) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'this cursor was not made here' },
      path: 'query.cursor',
    });
  }
  return Number(cursor);
}

function presentChart(record: IncidentRecord, chart: ChartData): IncidentChart {
  return {
    from: instant(chart.from),
    to: instant(chart.to),
    stepSeconds: chart.stepMs / 1000,
    series: chart.services.map((service) => {
      const rows = new Map(chart.counts.filter((row) => row.service === service).map((row) => [row.at, row]));
      const points = [];
      for (let at = chart.from; at < chart.to; at += chart.stepMs) {
        const row = rows.get(at);
        points.push({ at: instant(at), errors: row?.errors ?? 0, lines: row?.lines ?? 0 });
      }
      return { service, points };
    }),
    rule: record.rule,
    startedAt: instant(record.startedAt),
    detectedAt: instant(record.detectedAt),
  };
}
