import { createDataFrame, type DataFrame, FieldColorModeId, FieldType, MappingType } from '@grafana/data';
import { type Incident } from '@incident-memory/contract';
import { OPEN_INCIDENT, OPEN_INCIDENT_OF_ROW } from './links';

export interface FrameContext {
  refId: string;
  /** Range of the request and the time at which it was made, epoch milliseconds. */
  from: number;
  to: number;
  now: number;
}

/** Words first, colour second: a mapping never replaces the word. */
export const STATE_MAPPINGS = [
  {
    type: MappingType.ValueToText as const,
    options: {
      open: { color: 'red', index: 0 },
      'awaiting-confirmation': { text: 'awaiting confirmation', color: 'orange', index: 1 },
      resolved: { color: 'green', index: 2 },
      dismissed: { color: 'text', index: 3 },
      merged: { color: 'text', index: 4 },
    },
  },
];

export const SEVERITY_MAPPINGS = [
  {
    type: MappingType.ValueToText as const,
    options: {
      critical: { color: 'dark-red', index: 0 },
      high: { color: 'red', index: 1 },
      medium: { color: 'orange', index: 2 },
      low: { color: 'yellow', index: 3 },
      none: { color: 'green', index: 4 },
    },
  },
];

export function instant(text: string): number {
  return Date.parse(text);
}

/** When it ended: closed by a person, else when the errors stopped; null while they go on. */
export function endedAt(incident: Incident): number | null {
  const text = incident.quietSince ?? incident.closedAt;
  return text === null ? null : instant(text);
}

export function totalErrors(incident: Incident): number {
  return incident.services.reduce((sum, service) => sum + service.errors, 0);
}

/** One row an incident. The field names are promised: dashboards and transformations refer to them. */
export function incidentTable(incidents: Incident[], context: FrameContext): DataFrame {
  const ended = incidents.map(endedAt);
  const started = incidents.map((incident) => instant(incident.startedAt));
  return createDataFrame({
    refId: context.refId,
    name: 'incidents',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      {
        name: 'number',
        type: FieldType.number,
        values: incidents.map((incident) => incident.number),
        config: { displayNameFromDS: 'Incident', unit: 'prefix:INC-', decimals: 0, links: [OPEN_INCIDENT] },
      },
      {
        name: 'title',
        type: FieldType.string,
        values: incidents.map((incident) => incident.title),
        config: { displayNameFromDS: 'Title', links: [OPEN_INCIDENT_OF_ROW] },
      },
      {
        name: 'state',
        type: FieldType.string,
        values: incidents.map((incident) => incident.state),
        config: { displayNameFromDS: 'State', mappings: STATE_MAPPINGS },
      },
      {
        name: 'severity',
        type: FieldType.string,
        values: incidents.map((incident) => incident.severity),
        config: { displayNameFromDS: 'Severity', mappings: SEVERITY_MAPPINGS },
      },
      {
        name: 'service',
        type: FieldType.string,
        values: incidents.map((incident) => incident.service),
        config: { displayNameFromDS: 'First to report' },
      },
      {
        name: 'services',
        type: FieldType.string,
        values: incidents.map((incident) => incident.services.map(({ service }) => service).join(', ')),
        config: { displayNameFromDS: 'Services' },
      },
      { name: 'started', type: FieldType.time, values: started, config: { displayNameFromDS: 'Started' } },
      {
        name: 'detected',
        type: FieldType.time,
        values: incidents.map((incident) => instant(incident.detectedAt)),
        config: { displayNameFromDS: 'Detected' },
      },
      { name: 'ended', type: FieldType.time, values: ended, config: { displayNameFromDS: 'Ended' } },
      {
        name: 'duration',
        type: FieldType.number,
        values: started.map((start, row) => Math.max(0, (ended[row] ?? context.now) - start)),
        config: { displayNameFromDS: 'Duration', unit: 'dtdurationms', decimals: 0 },
      },
      {
        name: 'errors',
        type: FieldType.number,
        values: incidents.map(totalErrors),
        config: { displayNameFromDS: 'Errors', unit: 'short' },
      },
    ],
  });
}

/**
 * For the state timeline: one frame a service, its severity while an incident lasts and `none` between. Where
 * incidents of a service overlap, the later one is shown from its start on.
 */
export function serviceStates(incidents: Incident[], context: FrameContext): DataFrame[] {
  const periods = new Map<string, Array<{ from: number; to: number; severity: string }>>();
  for (const incident of incidents) {
    const to = Math.min(endedAt(incident) ?? context.now, context.to);
    for (const { service, firstErrorAt } of incident.services) {
      const from = Math.max(instant(firstErrorAt), context.from);
      if (from < to) {
        periods.set(service, [...(periods.get(service) ?? []), { from, to, severity: incident.severity }]);
      }
    }
  }
  const names = [...periods.keys()].sort((a, b) => a.localeCompare(b));
  return names.map((service) => {
    const changes = new Map<number, string>([[context.from, 'none']]);
    const ofService = (periods.get(service) ?? []).sort((a, b) => a.from - b.from);
    ofService.forEach((period, index) => {
      const next = ofService[index + 1];
      changes.set(period.from, period.severity);
      if (next === undefined || next.from > period.to) {
        changes.set(period.to, 'none');
      }
    });
    const times = [...changes.keys()].sort((a, b) => a - b);
    return createDataFrame({
      refId: context.refId,
      name: service,
      fields: [
        { name: 'time', type: FieldType.time, values: times, config: {} },
        {
          name: 'severity',
          type: FieldType.string,
          labels: { service },
          values: times.map((time) => changes.get(time) ?? 'none'),
          config: {
            displayNameFromDS: service,
            mappings: SEVERITY_MAPPINGS,
            color: { mode: FieldColorModeId.Thresholds },
          },
        },
      ],
    });
  });
}
