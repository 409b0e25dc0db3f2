import { bandsOf, resemblance, sketchOf, type Sketch } from '../../keeping/text-shingles.ts';
import type { Episode } from '../episode.ts';
import type { Steps } from '../steps.ts';
import { signatureId } from './imported-ids.ts';
import { TitleTemplates } from './title-template.ts';

/** An episode that has a time. */
export type DatedEpisode = Episode & { readonly startedAt: number };

/** All episodes of one trouble, in order of time. */
export interface EpisodeGroup {
  readonly signature: string;
  /** As it was told last. */
  readonly title: string;
  readonly service: string | null;
  readonly episodes: readonly DatedEpisode[];
  /** Episodes that say nearly what an earlier one of the group says: their words are no news. */
  readonly retold: ReadonlySet<Episode>;
  readonly repeatsWithinDay: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** As for copies in memory (domain/keeping/find-copies.ts): above, one text with some words changed. */
const SAME_TEXT = 0.8;
/** What has fewer runs of words is like another by chance. */
const LEAST_RUNS = 6;
/** Texts that share a band are compared with so many before them. */
const MAX_COMPARED = 50;

/**
 * Episodes of the same service and the same template of a title are one signature, and so are those whose texts are
 * nearly the same under other titles, where no two services speak against it. The most frequent group first.
 */
export function* groupEpisodes(episodes: readonly DatedEpisode[]): Steps<EpisodeGroup[]> {
  const templates = new TitleTemplates();
  const inOrder = episodes.toSorted((a, b) => a.startedAt - b.startedAt);
  const copies = new NearCopies();
  const groupOf = new Map<string, string>();
  const placed = new Map<string, DatedEpisode[]>();
  const retold = new Set<Episode>();
  for (const episode of inOrder) {
    yield;
    const own = signatureId(episode.service, templates.of(episode.title));
    const copied = copies.earlierLike(episode);
    const signature = groupOf.get(own) ?? copied?.signature ?? own;
    groupOf.set(own, signature);
    copies.note(signature, episode.service);
    if (copied?.signature === signature) {
      retold.add(episode);
    }
    copies.add(episode, signature);
    const group = placed.get(signature);
    if (group === undefined) {
      placed.set(signature, [episode]);
    } else {
      group.push(episode);
    }
  }
  return [...placed].map(([signature, group]) => groupFrom(signature, group, retold)).sort(byFrequency);
}

function groupFrom(signature: string, episodes: readonly DatedEpisode[], retold: ReadonlySet<Episode>): EpisodeGroup {
  const last = episodes.at(-1);
  const within = episodes.filter((episode, index) => {
    const before = episodes[index - 1];
    return before !== undefined && episode.startedAt - (before.endedAt ?? before.startedAt) <= DAY_MS;
  });
  return {
    ...{ signature, episodes, retold },
    title: last?.title ?? '',
    service: episodes.find(({ service }) => service !== null)?.service ?? null,
    repeatsWithinDay: within.length,
  };
}

function byFrequency(a: EpisodeGroup, b: EpisodeGroup): number {
  return (
    b.episodes.length - a.episodes.length ||
    (b.episodes.at(-1)?.startedAt ?? 0) - (a.episodes.at(-1)?.startedAt ?? 0) ||
    (a.signature < b.signature ? -1 : 1)
  );
}

interface Sketched {
  readonly sketch: Sketch;
  readonly signature: string;
}

/** What was told before in nearly the same words. */
class NearCopies {
  private readonly bands = new Map<string, Sketched[]>();
  private readonly services = new Map<string, string | null>();
  private readonly sketches = new WeakMap<Episode, Sketch>();

  earlierLike(episode: DatedEpisode): Sketched | null {
    const sketch = this.sketchOf(episode);
    const compared = new Set<Sketched>();
    for (const band of sketch.runs < LEAST_RUNS ? [] : bandsOf(sketch)) {
      for (const other of this.bands.get(band) ?? []) {
        if (compared.size < MAX_COMPARED && !compared.has(other)) {
          compared.add(other);
          if (this.mayBeOne(episode, other.signature) && resemblance(sketch, other.sketch) >= SAME_TEXT) {
            return other;
          }
        }
      }
    }
    return null;
  }

  add(episode: DatedEpisode, signature: string): void {
    const sketch = this.sketchOf(episode);
    const sketched = { sketch, signature };
    for (const band of sketch.runs < LEAST_RUNS ? [] : bandsOf(sketch)) {
      const there = this.bands.get(band);
      if (there === undefined) {
        this.bands.set(band, [sketched]);
      } else if (there.length < MAX_COMPARED) {
        there.push(sketched);
      }
    }
  }

  /** A signature is of one service: what names none joins it, and brings no other one along. */
  note(signature: string, service: string | null): void {
    this.services.set(signature, this.services.get(signature) ?? service);
  }

  private mayBeOne({ service }: Episode, signature: string): boolean {
    const other = this.services.get(signature) ?? null;
    return service === null || other === null || service === other;
  }

  private sketchOf(episode: Episode): Sketch {
    const sketch = this.sketches.get(episode) ?? sketchOf([episode.text, episode.cause, episode.resolution].join('\n'));
    this.sketches.set(episode, sketch);
    return sketch;
  }
}

/** It says something beside its title: worth a memory of its own. */
export function hasWords({ text, cause, resolution, prevention }: Episode): boolean {
  return text !== '' || cause !== '' || resolution !== '' || prevention !== '';
}
