import { createDataFrame, type DataFrame, type DataLink, FieldType, textUtil } from '@grafana/data';
import { type Incident, type OccurrenceView, type TimelineEntry } from '@incident-memory/contract';
import { incidentName, incidentPath } from '../../shared/pluginAddress';
import { endedAt, type FrameContext, instant } from './incidentFrames';

interface Mark {
  time: number;
  timeEnd: number | null;
  number: number;
  title: string;
  text: string;
  tags: string[];
  id: string;
}

/**
 * Grafana shows title and text as HTML, and what stands in them came from telemetry: it is escaped. Links are not
 * carried from frames to every kind of chart, so the way into the app is also in the text.
 */
function annotationFrame(marks: Mark[], refId: string): DataFrame {
  const link = (mark: Mark) => `<a href="${incidentPath(mark.number)}">Open ${incidentName(mark.number)}</a>`;
  const open: DataLink = { title: 'Open the incident', url: incidentPath(0).replace('/0', '/${__value.raw}') };
  return createDataFrame({
    refId,
    name: 'incident-annotations',
    fields: [
      { name: 'time', type: FieldType.time, values: marks.map((mark) => mark.time), config: {} },
      { name: 'timeEnd', type: FieldType.time, values: marks.map((mark) => mark.timeEnd), config: {} },
      {
        name: 'title',
        type: FieldType.string,
        values: marks.map((mark) => textUtil.escapeHtml(mark.title)),
        config: {},
      },
      {
        name: 'text',
        type: FieldType.string,
        values: marks.map((mark) => `${textUtil.escapeHtml(mark.text)}<br />${link(mark)}`),
        config: {},
      },
      { name: 'tags', type: FieldType.other, values: marks.map((mark) => mark.tags), config: {} },
      { name: 'id', type: FieldType.string, values: marks.map((mark) => mark.id), config: {} },
      {
        name: 'number',
        type: FieldType.number,
        values: marks.map((mark) => mark.number),
        config: { links: [open] },
      },
    ],
  });
}

/** A region from the first error to the end, or to now while it goes on. */
export function incidentAnnotations(incidents: Incident[], context: FrameContext): DataFrame {
  const marks = incidents.map((incident) => ({
    time: instant(incident.startedAt),
    timeEnd: endedAt(incident) ?? Math.min(context.now, context.to),
    number: incident.number,
    title: `${incidentName(incident.number)} ${incident.title}`,
    text: incident.impact,
    tags: [incident.state, incident.severity, ...incident.services.map(({ service }) => service)],
    id: incident.id,
  }));
  return annotationFrame(marks, context.refId);
}

export function eventAnnotations(entries: TimelineEntry[], refId: string): DataFrame {
  const marks = entries.map((entry) => ({
    time: instant(entry.at),
    timeEnd: null,
    number: entry.number,
    title: `${incidentName(entry.number)} ${entry.service}`,
    text: entry.sentence,
    tags: [entry.type, entry.service],
    id: entry.id,
  }));
  return annotationFrame(marks, refId);
}

/** A change at its time, with where it was told. */
export function occurrenceAnnotations(occurrences: OccurrenceView[], refId: string): DataFrame {
  const column = (of: (occurrence: OccurrenceView) => string) =>
    occurrences.map((occurrence) => textUtil.escapeHtml(of(occurrence)));
  return createDataFrame({
    refId,
    name: 'change-annotations',
    fields: [
      { name: 'time', type: FieldType.time, values: occurrences.map(({ at }) => instant(at)), config: {} },
      {
        name: 'title',
        type: FieldType.string,
        values: column(({ kind, service }) => (service === null ? kind : `${kind} of ${service}`)),
        config: {},
      },
      {
        name: 'text',
        type: FieldType.string,
        values: column(({ title, before, after, stage }) =>
          before === null && after === null
            ? `${title} (${stage})`
            : `${title} (${stage}): ${before ?? '?'} → ${after ?? '?'}`
        ),
        config: {},
      },
      {
        name: 'tags',
        type: FieldType.other,
        values: occurrences.map(({ kind, stage, service }) => [kind, stage, ...(service === null ? [] : [service])]),
        config: {},
      },
      { name: 'id', type: FieldType.string, values: occurrences.map(({ id }) => id), config: {} },
    ],
  });
}
