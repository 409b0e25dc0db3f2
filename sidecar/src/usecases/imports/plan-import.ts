import { IMPORT_MAX_MEMORIES, IMPORT_MAX_TIMES, type ImportedEpisode } from '@incident-memory/contract';
import type { Episode, FileRead } from '../../domain/imports/episode.ts';
import {
  groupEpisodes,
  hasWords,
  type DatedEpisode,
  type EpisodeGroup,
} from '../../domain/imports/grouping/group-episodes.ts';
import { importedMemoryId, SIGNATURE_LABEL } from '../../domain/imports/grouping/imported-ids.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { everyRecord } from '../every-record.ts';
import { withPauses, type Pause } from './with-pauses.ts';

export type Becomes = ImportedEpisode['becomes'];

export interface PlannedEpisode {
  readonly episode: Episode;
  readonly id: string;
  readonly format: string;
  readonly becomes: Becomes;
}

export interface PlannedGroup {
  readonly group: EpisodeGroup;
  readonly known: boolean;
  /** The memory on which times are counted, and to which others are linked; null where nothing is to be done. */
  readonly head: { readonly id: string; readonly isNew: boolean } | null;
  readonly episodes: readonly PlannedEpisode[];
}

export interface ImportPlan {
  readonly groups: readonly PlannedGroup[];
  readonly notes: readonly PlannedEpisode[];
  readonly restored: readonly { readonly memory: FileRead['memories'][number]['memory']; readonly becomes: Becomes }[];
  readonly duplicates: number;
}

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'memories'>;
  /** New memories of one request. */
  readonly most?: number;
  readonly pause?: Pause;
}

interface Standing {
  /** Every stream that was ever begun under one of the ids. */
  readonly begun: ReadonlySet<string>;
  /** Of them, those that are there still. */
  readonly present: ReadonlySet<string>;
  /** What the reader sees of each signature. */
  readonly bySignature: ReadonlyMap<string, readonly MemoryRecord[]>;
}

const PAGE = 200;
const IDS_AT_ONCE = 1000;

/**
 * What an import would do, worked out before anything is written: what is new, what is one more time of a known trouble,
 * what is there already, and what was forgotten and stays so. The preview tells the plan and the import carries it out.
 */
export async function planImport(
  { stores, most = IMPORT_MAX_MEMORIES, pause = () => undefined }: Dependencies,
  scope: Scope,
  reads: readonly FileRead[]
): Promise<ImportPlan> {
  const episodes = new Map<string, { episode: Episode; format: string }>();
  let duplicates = 0;
  for (const { format, episodes: found } of reads) {
    for (const episode of found) {
      await pause();
      const id = importedMemoryId(scope.organisation, episode.identity, episode.startedAt);
      duplicates += episodes.has(id) ? 1 : 0;
      episodes.set(id, episodes.get(id) ?? { episode, format });
    }
  }
  const dated = [...episodes.values()].map(({ episode }) => episode).filter(isDated);
  const groups = await withPauses(groupEpisodes(dated), pause);
  const restoring = reads.flatMap(({ memories }) => memories.map(({ memory }) => memory));
  const standing = await standingOf(stores, scope, {
    ids: [...episodes.keys(), ...restoring.map(({ id }) => id)],
    signatures: new Set(groups.map(({ signature }) => signature)),
  });
  const byEpisode = new Map([...episodes].map(([id, { episode, format }]) => [episode, { id, format }]));
  const place = (episode: Episode) => ({ episode, ...(byEpisode.get(episode) ?? { id: '', format: '' }) });
  const unique = new Map(restoring.map((memory) => [memory.id, memory]));
  return withinLimit(most, {
    groups: groups.map((group) => planGroup(group, group.episodes.map(place), standing)),
    notes: [...episodes.values()]
      .filter(({ episode }) => episode.startedAt === null)
      .map(({ episode }) => ({ ...place(episode), becomes: standBy(place(episode).id, standing) ?? 'note' })),
    restored: [...unique.values()].map((memory) => ({ memory, becomes: standBy(memory.id, standing) ?? 'memory' })),
    duplicates: duplicates + restoring.length - unique.size,
  });
}

function isDated(episode: Episode): episode is DatedEpisode {
  return episode.startedAt !== null;
}

function standBy(id: string, { begun, present }: Standing): 'known' | 'forgotten' | null {
  return begun.has(id) ? (present.has(id) ? 'known' : 'forgotten') : null;
}

function planGroup(
  group: EpisodeGroup,
  episodes: readonly Omit<PlannedEpisode, 'becomes'>[],
  standing: Standing
): PlannedGroup {
  const existing = standing.bySignature.get(group.signature) ?? [];
  const stood = episodes.map(({ id }) => standBy(id, standing));
  const isBare = ({ episode }: Pick<PlannedEpisode, 'episode'>): boolean =>
    !hasWords(episode) || group.retold.has(episode);
  const host = headOf(existing);
  if (host !== null) {
    const isCounted = timesKnown(existing);
    return {
      group,
      known: true,
      head: { id: host.id, isNew: false },
      episodes: episodes.map((one, index) => {
        const bare = isCounted(one.episode.startedAt ?? 0) ? 'known' : 'time';
        return { ...one, becomes: stood[index] ?? (isBare(one) ? bare : 'memory') };
      }),
    };
  }
  // Its memory is gone, or not for this reader's eyes: what would only be counted on it goes with it.
  const gone = stood.find((one) => one !== null) ?? null;
  const fresh = episodes.filter((_, index) => stood[index] === null);
  const head = gone === null ? (fresh.find((one) => !isBare(one)) ?? fresh[0]) : fresh.find((one) => !isBare(one));
  return {
    group,
    known: gone !== null,
    head: head === undefined ? null : { id: head.id, isNew: true },
    episodes: episodes.map((one, index) => {
      const becomes = one === head || !isBare(one) ? 'memory' : gone === null ? 'time' : gone;
      return { ...one, becomes: stood[index] ?? becomes };
    }),
  };
}

/** The one that the others are linked to; of several the first. */
export function headOf(records: readonly MemoryRecord[]): MemoryRecord | null {
  const ids = new Set(records.map(({ id }) => id));
  const heads = records.filter(
    ({ links }) => !links.some(({ kind, memory }) => kind === 'recurrence-of' && ids.has(memory))
  );
  const inOrder = (heads.length > 0 ? heads : [...records]).toSorted((a, b) => a.startedAt - b.startedAt);
  return inOrder.find(({ provenance }) => provenance === 'confirmed') ?? inOrder[0] ?? null;
}

/** Of a memory that counted as many times as it keeps, what is older than these was counted before them. */
function timesKnown(records: readonly MemoryRecord[]): (at: number) => boolean {
  const times = new Set(
    records.flatMap(({ startedAt, recurrences }) => [startedAt, ...recurrences.map(({ at }) => at)])
  );
  const full = records.filter(({ recurrences }) => recurrences.length >= IMPORT_MAX_TIMES);
  const since = Math.min(...full.flatMap(({ recurrences }) => recurrences.map(({ at }) => at)));
  return (at) => times.has(at) || (full.length > 0 && at < since);
}

async function standingOf(
  { events, memories }: Dependencies['stores'],
  scope: Scope,
  { ids, signatures }: { ids: readonly string[]; signatures: ReadonlySet<string> }
): Promise<Standing> {
  const begun = new Set<string>();
  const present = new Set<string>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const heads = await events.heads(scope, { streams: ids.slice(from, from + IDS_AT_ONCE) });
    heads.forEach((_, id) => begun.add(id));
    const records = await memories.get(systemScope(scope.organisation), [...heads.keys()]);
    records.forEach(({ id }) => present.add(id));
  }
  const bySignature = new Map<string, MemoryRecord[]>();
  if (signatures.size > 0) {
    const labels = [{ key: SIGNATURE_LABEL, value: null }];
    const listed = everyRecord((page) => memories.list(scope, { labels, sort: 'startedAt', limit: PAGE, ...page }));
    for await (const record of listed) {
      const signature = record.labels[SIGNATURE_LABEL] ?? '';
      if (signatures.has(signature)) {
        bySignature.set(signature, [...(bySignature.get(signature) ?? []), record]);
      }
    }
  }
  return { begun, present, bySignature };
}

/** One request writes so many memories; a group whose memory must wait waits with all of its times. */
function withinLimit(most: number, plan: ImportPlan): ImportPlan {
  let room = most;
  const take = (becomes: Becomes): Becomes => {
    if (becomes !== 'memory' && becomes !== 'note') {
      return becomes;
    }
    room -= 1;
    return room < 0 ? 'later' : becomes;
  };
  const restored = plan.restored.map((one) => ({ ...one, becomes: take(one.becomes) }));
  const groups = plan.groups.map((planned) => {
    const inOrder = planned.episodes.toSorted(
      (a, b) => Number(b.id === planned.head?.id) - Number(a.id === planned.head?.id)
    );
    const taken = new Map(inOrder.map((one) => [one, take(one.becomes)]));
    const head = inOrder[0];
    const waits = planned.head?.isNew === true && head !== undefined && taken.get(head) === 'later';
    return {
      ...planned,
      episodes: planned.episodes.map((one) => {
        const becomes = taken.get(one) ?? one.becomes;
        return { ...one, becomes: waits && becomes === 'time' ? ('later' as const) : becomes };
      }),
    };
  });
  return { ...plan, restored, groups, notes: plan.notes.map((one) => ({ ...one, becomes: take(one.becomes) })) };
}
