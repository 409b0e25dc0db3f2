import type { OccurrenceView } from '@incident-memory/contract';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { instant } from './present-incident.ts';

/** The wire form of an occurrence. */
export function presentOccurrence({ receivedAt: _, details, ...occurrence }: Occurrence): OccurrenceView {
  return {
    ...occurrence,
    at: instant(occurrence.at),
    details: details.map(([key, value]): [string, string] => [key, value]),
  };
}
