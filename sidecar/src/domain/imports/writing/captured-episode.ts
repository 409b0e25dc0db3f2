import { durationInWords } from '../../incidents/plain-words.ts';
import { instructionIn } from '../../keeping/instruction-like.ts';
import { causeClassOf } from '../../memory/capture/cause-class.ts';
import { fixKindOf } from '../../memory/capture/fix-kind.ts';
import type { MemoryPayloads } from '../../memory/memory-events.ts';
import type { Attempt } from '../../memory/memory-record.ts';
import type { Episode } from '../episode.ts';
import { RUN_LABEL, SIGNATURE_LABEL } from '../grouping/imported-ids.ts';

interface About {
  readonly memory: string;
  /** null of a note. */
  readonly signature: string | null;
  readonly run: string;
  readonly now: number;
  readonly format: string;
  readonly expiresAt: number | null;
  /** What is told of its episodes as a whole. */
  readonly evidence: readonly string[];
}

/** Facts, which do not age by themselves. */
export const NOTE_CATEGORY = 'resources';
export const EPISODE_CATEGORY = 'incidents';

/** What is remembered of an imported record: somebody's word, verbatim, that a person may confirm. */
export function capturedEpisode(episode: Episode, about: About): MemoryPayloads['captured'] {
  const { title, text, service, severity, startedAt, endedAt, link, cause, resolution, prevention, symptoms } = episode;
  const isNote = startedAt === null;
  return {
    kind: isNote ? 'note' : 'incident',
    state: 'active',
    ...{ title, text, service, severity, prevention },
    category: isNote ? NOTE_CATEGORY : EPISODE_CATEGORY,
    labels: {
      ...episode.labels,
      ...(about.signature === null ? {} : { [SIGNATURE_LABEL]: about.signature }),
      [RUN_LABEL]: about.run,
    },
    incident: null,
    services: service === null ? [] : [service],
    startedAt: startedAt ?? about.now,
    endedAt: isNote ? about.now : endedAt,
    signature: { errorType: null, fingerprints: [], templates: [], symptoms },
    cause: cause === '' ? null : { class: causeClassOf(cause), words: cause },
    resolution,
    evidence: about.evidence,
    attempts: resolution === '' || isNote ? [] : [attemptOf(episode, about)],
    flags: flagsOf(episode),
    provenance: 'imported',
    validUntil: null,
    expiresAt: about.expiresAt,
    ...{ team: null, visibility: 'organisation', owner: null },
    source: { link, format: about.format },
  };
}

/** Text that speaks to a language model instead of an engineer is kept, told, and never recommended. */
export function flagsOf(episode: Told): MemoryPayloads['captured']['flags'] {
  const { title, text, cause, resolution, prevention, symptoms, labels } = episode;
  // One by one, since of each only so much is looked at.
  const told = [title, cause, resolution, prevention, ...symptoms, ...Object.entries(labels).flat(), text];
  return told.some((one) => instructionIn(one) !== null) ? ['instruction-like'] : [];
}

type Told = Pick<Episode, 'title' | 'text' | 'cause' | 'resolution' | 'prevention' | 'symptoms' | 'labels'>;

/** The source says that this ended it. It is no proof: it counts when a person says so. */
function attemptOf({ resolution, startedAt, endedAt }: Episode, { memory, now, format }: About): Attempt {
  const at = endedAt ?? startedAt ?? now;
  return {
    id: `att_${memory.slice(4)}_import`,
    fix: { kind: fixKindOf(resolution), words: resolution.slice(0, 1000), target: '', exact: '', undo: '' },
    state: 'done',
    by: `imported from ${format}`,
    begunAt: startedAt ?? at,
    appliedAt: at,
    appliedKnownFrom: 'import',
    context: {},
    outcome: 'cured',
    outcomeKnownFrom: 'import',
    outcomeSentence: 'Its source says that this ended it',
    outcomeAt: at,
    reason: '',
    from: null,
  };
}

/** How often and how long, where that was more than once. */
export function evidenceOf(episodes: readonly Pick<Episode, 'startedAt' | 'endedAt'>[], mostTimes: number): string[] {
  const times = episodes.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).sort((a, b) => a - b);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length < 2) {
    return [];
  }
  const durations = episodes
    .flatMap(({ startedAt, endedAt }) => (startedAt === null || endedAt === null ? [] : [endedAt - startedAt]))
    .sort((a, b) => a - b);
  const median = durations[Math.floor(durations.length / 2)];
  const long = median === undefined ? '' : `, ${durationInWords(median)} in the median`;
  const kept = times.length - 1 > mostTimes ? `; the newest ${mostTimes} are kept as times` : '';
  return [`${times.length} episodes were imported, from ${day(first)} to ${day(last)}${long}${kept}`];
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
