import { NOT_KNOWN, type Fix, type Outcome, type ResolutionNotes } from '@incident-memory/contract';
import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { NewMemoryEvent } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { fixKindOf } from './fix-kind.ts';
import { isSameFix } from './same-fix.ts';

interface Told {
  readonly incident: IncidentRecord;
  readonly notes: ResolutionNotes;
  /** Who closed it, as they may be named. */
  readonly by: string;
  readonly changes: readonly Occurrence[];
  readonly context: MemoryRecord['attempts'][number]['context'];
  /** The same for the same closing, so that a repetition tells nothing twice. */
  readonly idOf: (place: string) => string;
}

const WORSE = /\b(worse|worsened|aggravat\w+|escalat\w+|made (it|things) (bad|worse)|more errors)\b/i;
/** As people list things: by lines, bullets and semicolons. Commas and "and" stand inside one thing as often. */
const BETWEEN = /[\n;]+|(?:^|\s)[-*•]\s/;
const MAX_DID_NOT_HELP = 10;

/**
 * What the notes of a closing tell of fixes: the one that ended it, and those that did not help. What an attempt tells
 * already is not told twice; an attempt that is under way still was done by now.
 */
export function attemptsOfNotes(record: Pick<MemoryRecord, 'attempts'>, told: Told): NewMemoryEvent[] {
  const { notes } = told;
  const endedBy: NewMemoryEvent[] =
    notes.fixKind === 'none' || notes.fix === NOT_KNOWN
      ? []
      : attemptEvents(record, told, {
          fix: fixOf(notes.fixKind, actOf(notes.fix)),
          outcome: 'cured',
          place: 'fix',
          sentence: `${told.by} said at the closing that this ended it`,
        });
  const useless = notes.didNotHelp
    .split(BETWEEN)
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .slice(0, MAX_DID_NOT_HELP)
    .flatMap((words, index) => {
      const outcome = WORSE.test(words) ? 'got-worse-after' : 'no-effect';
      return attemptEvents(record, told, {
        fix: fixOf(fixKindOf(words), actOf(words)),
        outcome,
        place: `did-not-help-${index}`,
        sentence: `${told.by} said at the closing that ${outcome === 'no-effect' ? 'this did not help' : 'it got worse after this'}`,
      });
    });
  return [...endedBy, ...useless];
}

interface Claim {
  readonly fix: Fix;
  readonly outcome: Outcome;
  readonly place: string;
  readonly sentence: string;
}

function attemptEvents(
  { attempts }: Pick<MemoryRecord, 'attempts'>,
  { incident, by, changes, context, idOf }: Told,
  { fix, outcome, place, sentence }: Claim
): NewMemoryEvent[] {
  const closedAt = incident.closedAt ?? incident.updatedAt;
  const change = outcome === 'cured' ? changeOf(fix, incident, changes) : undefined;
  const appliedAt = change?.at ?? (outcome === 'cured' ? (incident.quietSince ?? closedAt) : closedAt);
  const knownFrom = change === undefined ? 'person' : 'change';
  // What was done the time before was done for that time.
  const since = incident.recurredAt.at(-1) ?? incident.startedAt;
  const known = attempts.find(
    (attempt) =>
      (attempt.state === 'doing' || attempt.state === 'done') && attempt.begunAt >= since && isSameFix(attempt.fix, fix)
  );
  const id = known?.id ?? idOf(place);
  const judged: NewMemoryEvent = {
    type: 'outcome-judged',
    payload: { attempt: id, outcome, knownFrom: 'person', sentence },
  };
  const done: NewMemoryEvent = {
    type: 'attempt-done',
    payload: { attempt: id, appliedAt, knownFrom, sentence: `Done: ${fix.words}` },
  };
  if (known !== undefined) {
    return [...(known.state === 'doing' ? [done] : []), ...(known.outcome === null ? [judged] : [])];
  }
  const begun = { id, fix, by, begunAt: appliedAt, context, from: null };
  return [{ type: 'attempt-begun', payload: { attempt: begun } }, done, judged];
}

/** What it was done to stands in the words, if anywhere: a target that nobody named would tell it from itself. */
function fixOf(kind: Fix['kind'], words: string): Fix {
  return { kind, words: words.slice(0, 1000), target: '', exact: '', undo: '' };
}

/** "Raised the pool. Errors went on", "raised the pool: errors went on". */
const THEN = /(?<=[\p{L}\p{N})"'%])(?:[.!?]\s+(?=\p{Lu})|:\s+(?=\p{Lu}|no |nothing |it ))/u;

/** People tell what they did and then how it went; the whole stays in the memory's resolution. */
function actOf(text: string): string {
  const [first = text] = text.trim().split(THEN);
  return first.includes(' ') ? first.replace(/\.$/, '') : text;
}

const CHANGE_KINDS: Partial<Record<Fix['kind'], readonly Occurrence['kind'][]>> = {
  rollback: ['deploy', 'configuration', 'feature-flag'],
  'code-change': ['deploy'],
  configuration: ['configuration', 'feature-flag'],
  scaling: ['scaling'],
};

/** The last change of that kind in one of its services while it went on: then it took effect. */
function changeOf(
  { kind }: Fix,
  { services, startedAt, closedAt, quietSince }: IncidentRecord,
  changes: readonly Occurrence[]
): Occurrence | undefined {
  const kinds = CHANGE_KINDS[kind] ?? [];
  const names = new Set(services.map(({ service }) => service));
  const end = quietSince ?? closedAt ?? Infinity;
  return changes.findLast(
    (change) =>
      kinds.includes(change.kind) &&
      change.service !== null &&
      names.has(change.service) &&
      change.at > startedAt &&
      change.at <= end &&
      (change.stage === 'completed' || change.stage === 'rolled-back')
  );
}
