import type { Attempt } from '../../domain/memory/memory-record.ts';
import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import { memoryIdOf } from '../../domain/memory/capture/captured-incident.ts';
import { CHECK_LABELS } from '../../domain/memory/answer/tell-apart.ts';
import type { ApartCheck } from '../history/history-truth.ts';
import type { PastAttempt, PastIncident } from '../history/past-incident.ts';

export interface Numbered {
  readonly past: PastIncident;
  /** In the store, where live incidents are numbered too. */
  readonly number: number;
  /** What the team writes down where one symptom has several causes. */
  readonly check: ApartCheck | null;
}

/** A past incident as its memory holds it. */
export function memoryOfPast({ past, number, check }: Numbered): MemoryPayloads['captured'] {
  const { service, services, severity, startedAt, endedAt, category, resolution, cause, symptoms, title } = past;
  return {
    kind: 'incident',
    state: 'active',
    incident: { id: past.id, number },
    ...{ title, service, services, severity, startedAt, endedAt, category, cause },
    text: '',
    labels: { ...Object.fromEntries(past.labels.map((label) => [label, 'yes'])), ...checkLabels(check) },
    signature: {
      errorType: past.errors[0]?.errorType ?? null,
      fingerprints: past.errors.map(({ fingerprint }) => fingerprint),
      templates: past.errors.map(({ template }) => template),
      symptoms,
    },
    attempts: past.attempts.map((attempt) => attemptOfPast(attempt, past)),
    resolution: resolution.fix,
    prevention: resolution.prevention,
    evidence: [
      `${past.totalErrors} errors, ${past.peakErrors} in the worst minute, at ${past.requestsPerMinute} requests a minute`,
      ...past.changes.map(({ title: change }) => change),
    ],
    flags: [],
    provenance: 'confirmed',
    validUntil: null,
    expiresAt: null,
    ...{ team: null, visibility: 'organisation', owner: null },
    source: { link: null, format: null },
  };
}

function attemptOfPast({ fix, from, ...told }: PastAttempt, { context }: PastIncident): Attempt {
  const { id, state, by, begunAt, appliedAt, outcome, outcomeKnownFrom, outcomeSentence, outcomeAt, reason } = told;
  const { kind, words, target, exact, undo } = fix;
  return {
    ...{ id, state, by, begunAt, appliedAt, outcome, outcomeKnownFrom, outcomeSentence, outcomeAt, reason },
    fix: { kind, words, target, exact, undo },
    context: { ...context },
    appliedKnownFrom: appliedAt === null ? null : 'person',
    from: from === null ? null : { memory: memoryIdOf(from.incident), attempt: from.attempt, modified: from.modified },
  };
}

function checkLabels(check: ApartCheck | null): Record<string, string> {
  return check === null
    ? {}
    : {
        [CHECK_LABELS.question]: check.words,
        [CHECK_LABELS.how]: check.command,
        [CHECK_LABELS.means]: check.shows.map(({ what }) => what).join('; '),
      };
}
