import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { LogLine } from '../../signals/log-line.ts';
import type { TemplateSummary } from '../../templates/summarise-templates.ts';

/**
 * Capture: what is remembered of an incident without anybody filling in a form. What was counted and logged tells by
 * what it is known again, what changed shortly before tells in which context it was, and what people wrote when they
 * closed it tells cause and fix. Words are only read where a form left them free; a person corrects.
 */
export interface IncidentFacts {
  readonly incident: IncidentRecord;
  /** Of its services while it went on, newest first. */
  readonly errorLines: readonly LogLine[];
  /** Most errors first. */
  readonly templates: readonly TemplateSummary[];
  /** Changes of its services from an hour before until its end, oldest first. */
  readonly changes: readonly Occurrence[];
  /** What people wrote on its timeline, oldest first. */
  readonly notes: readonly string[];
  /** Login of whoever said that it is over. */
  readonly closedBy: string | null;
}

/** What a change breaks shows within an hour, mostly. */
export const CHANGES_BEFORE_MS = 60 * 60_000;
