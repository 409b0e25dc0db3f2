import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { type TimelineEntry } from '@incident-memory/contract';
import { instant } from './incidentFrames';
import { OPEN_INCIDENT } from './links';

/** Only what asks for attention is loud; the rest of a timeline is information. */
function level(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'opened':
    case 'widened':
    case 'errors-returned':
    case 'reopened':
      return 'error';
    case 'service-joined':
    case 'alert-joined':
    case 'help-requested':
      return 'warning';
    default:
      return 'info';
  }
}

/** A table that the logs panel reads too: the first time field and the first text field make a line. */
export function eventTable(entries: TimelineEntry[], refId: string): DataFrame {
  return createDataFrame({
    refId,
    name: 'events',
    meta: { preferredVisualisationType: 'logs' },
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        values: entries.map((entry) => instant(entry.at)),
        config: { displayNameFromDS: 'Time' },
      },
      {
        name: 'sentence',
        type: FieldType.string,
        values: entries.map((entry) => `INC-${entry.number} ${entry.service}: ${entry.sentence}`),
        config: { displayNameFromDS: 'What happened' },
      },
      {
        name: 'type',
        type: FieldType.string,
        values: entries.map((entry) => entry.type),
        config: { displayNameFromDS: 'Type' },
      },
      {
        name: 'number',
        type: FieldType.number,
        values: entries.map((entry) => entry.number),
        config: { displayNameFromDS: 'Incident', unit: 'prefix:INC-', decimals: 0, links: [OPEN_INCIDENT] },
      },
      {
        name: 'service',
        type: FieldType.string,
        values: entries.map((entry) => entry.service),
        config: { displayNameFromDS: 'First to report' },
      },
      {
        name: 'actor',
        type: FieldType.string,
        values: entries.map((entry) => entry.actor.name),
        config: { displayNameFromDS: 'By' },
      },
      { name: 'level', type: FieldType.string, values: entries.map(level), config: { displayNameFromDS: 'Level' } },
      { name: 'id', type: FieldType.string, values: entries.map((entry) => entry.id), config: {} },
    ],
  });
}
