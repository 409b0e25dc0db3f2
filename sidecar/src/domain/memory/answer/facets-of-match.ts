import type { Context, Facet } from '@incident-memory/contract';
import type { MatchReasons } from '../../recall/ranking/rank-candidates.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { Situation } from './situation.ts';

const MAX_WORDS = 5;
const MAX_CONCEPTS = 2;
/** Rarity among what the reader may see, as the ranking weighs it: what one memory in ten has too tells nothing. */
const TELLING_RARITY = 2.4;
/** Below this, meaning says as much as chance. */
const TELLING_MEANING = 0.6;

const SHORTEST_ROOT = 2;

const NAMES = {
  fingerprint: 'the same stack trace',
  'error-type': 'the same error type',
  template: 'the same message',
  service: 'the same service',
  neighbour: 'a service beside it',
} as const;

/** What is like the present situation, the most telling first, and what is not. */
export function facetsOfMatch(
  situation: Situation,
  record: MemoryRecord,
  reasons: MatchReasons
): { matches: Facet[]; differs: Facet[] } {
  const textOf = new Map([...situation.templates, ...record.signature.templates].map(({ id, text }) => [id, text]));
  const named = (what: string, value: string): string =>
    what === 'fingerprint' ? '' : `: ${what === 'template' ? messages(value, textOf) : value}`;
  const { same, different } = contexts(situation.context, record);
  // Then what the message says is said, and of its words nothing is left to tell.
  const isSameMessage = reasons.matches.some(({ what }) => what === 'fingerprint' || what === 'template');
  return {
    matches: [
      ...reasons.matches.map(({ what, value }) => ({ what, sentence: `${NAMES[what]}${named(what, value)}` })),
      ...reasons.identifiers.map((name): Facet => ({ what: 'identifier', sentence: `both name ${name}` })),
      ...sharedConcepts(reasons, isSameMessage),
      ...(isSameMessage ? [] : sharedWords(situation, reasons)),
      ...(!isSameMessage && reasons.meaning >= TELLING_MEANING
        ? [{ what: 'meaning' as const, sentence: 'what is told means nearly the same' }]
        : []),
      ...same,
    ],
    differs: [
      ...reasons.differs.map(({ what, asked, found }) => ({
        what,
        sentence: `${NAMES[what].replace('the same', 'another')}: then ${textOf.get(found) ?? found}, now ${
          textOf.get(asked) ?? asked
        }`,
      })),
      ...different,
    ],
  };
}

/** In other words for the same thing, or for something rare. */
function sharedConcepts({ sharedConcepts: shared }: MatchReasons, isSameMessage: boolean): Facet[] {
  return shared
    .filter(({ asked, found, weight }) => weight >= TELLING_RARITY && !(isSameMessage && asked === found))
    .slice(0, MAX_CONCEPTS)
    .map(({ label, asked, found }) => ({
      what: 'concept',
      sentence: asked === found ? `both tell of ${label}` : `"${asked}" and "${found}" are both ${label}`,
    }));
}

/** Words are compared by their roots and told as they were written. */
function sharedWords({ text }: Situation, { sharedWords: shared }: MatchReasons): Facet[] {
  const written = text.match(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu) ?? [];
  const told = shared
    .filter(({ weight }) => weight >= TELLING_RARITY)
    .flatMap(({ word }) => {
      const root = word.slice(0, Math.max(SHORTEST_ROOT, word.length - 1));
      return written.find((one) => one.toLowerCase().startsWith(root)) ?? [];
    });
  const few = [...new Set(told)].slice(0, MAX_WORDS);
  return few.length === 0 ? [] : [{ what: 'words', sentence: `both say ${few.join(', ')}` }];
}

function messages(ids: string, textOf: ReadonlyMap<string, string>): string {
  const [first = '', ...others] = ids.split(', ');
  return `"${textOf.get(first) ?? first}"${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

/** Of what was noted then and is known now. */
function contexts(now: Context, { attempts }: MemoryRecord): { same: Facet[]; different: Facet[] } {
  const then: Context = Object.assign({}, ...attempts.map(({ context }) => context)) as Context;
  const same: Facet[] = [];
  const different: Facet[] = [];
  for (const [key, value] of Object.entries(now)) {
    const before = then[key];
    if (before === value) {
      same.push({ what: 'context', sentence: `${key} was ${value} then too` });
    } else if (before !== undefined) {
      different.push({ what: 'context', sentence: `${key}: then ${before}, now ${value}` });
    }
  }
  return { same, different };
}
