import type { ImportGroup, ImportProblem, ImportRun, ImportedEpisode } from '@incident-memory/contract';
import { flagsOf } from '../../domain/imports/writing/captured-episode.ts';
import type { ImportPlan, PlannedGroup } from './plan-import.ts';
import type { FilesRead } from './read-files.ts';

export type ImportCounts = Omit<ImportRun, 'id' | 'at' | 'by' | 'sentence' | 'formats' | 'files'>;

/** So many of anything are shown; the counts tell how many there are. */
export const MOST_SHOWN = 200;

export function problemsOf({ reads, problems }: FilesRead): ImportProblem[] {
  return [...problems, ...reads.flatMap((read) => read.problems)];
}

export function countsOf(read: FilesRead, { groups, notes, restored, duplicates }: ImportPlan): ImportCounts {
  const all = [...groups.flatMap(({ episodes }) => episodes), ...notes, ...restored].map(({ becomes }) => becomes);
  const count = (...wanted: readonly string[]): number => all.filter((one) => wanted.includes(one)).length;
  const episodes = groups.reduce((sum, { group }) => sum + group.episodes.length, 0);
  return {
    episodes,
    repeats: episodes - groups.length,
    repeatsWithinDay: groups.reduce((sum, { group }) => sum + group.repeatsWithinDay, 0),
    signatures: groups.length,
    memories: count('memory', 'note'),
    times: count('time'),
    known: count('known'),
    forgotten: count('forgotten'),
    remaining: count('later'),
    duplicates,
    unreadable: problemsOf(read).length,
  };
}

export function sentenceOf(counts: ImportCounts, { notes, restored }: ImportPlan): string {
  const { episodes, repeats, repeatsWithinDay, signatures } = counts;
  const parts = [
    ...(episodes === 0
      ? []
      : [
          `${plural(episodes, 'episode')}, ${repeats} of them repeats` +
            `${repeatsWithinDay === 0 ? '' : ` (${repeatsWithinDay} within 24 hours)`}, of ${plural(signatures, 'signature')}`,
        ]),
    ...(notes.length === 0 ? [] : [plural(notes.length, 'note')]),
    ...(restored.length === 0 ? [] : [`${restored.length} memories of an export`]),
  ];
  return parts.join('; ');
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export function groupOf({ group, known }: PlannedGroup): ImportGroup {
  const { signature, title, service, episodes, repeatsWithinDay } = group;
  const [first, last] = [episodes[0], episodes.at(-1)];
  return {
    ...{ signature, title, service, known, repeatsWithinDay },
    episodes: episodes.length,
    repeats: episodes.length - 1,
    firstAt: new Date(first?.startedAt ?? 0).toISOString(),
    lastAt: new Date(last?.startedAt ?? 0).toISOString(),
  };
}

const SHOWN_LENGTH = 500;

export function sampleOf({ groups }: ImportPlan): ImportedEpisode[] {
  return groups
    .flatMap(({ group, episodes }) =>
      episodes.map(({ episode, becomes }) => ({
        ...{ file: episode.file, place: episode.place, signature: group.signature, becomes },
        ...{ title: episode.title, service: episode.service, link: episode.link },
        startedAt: new Date(episode.startedAt ?? 0).toISOString(),
        endedAt: episode.endedAt === null ? null : new Date(episode.endedAt).toISOString(),
        cause: episode.cause.slice(0, SHOWN_LENGTH),
        resolution: episode.resolution.slice(0, SHOWN_LENGTH),
        flags: [...flagsOf(episode)],
      }))
    )
    .slice(0, MOST_SHOWN);
}
