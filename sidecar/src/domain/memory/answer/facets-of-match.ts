import type { Context, Facet } from '@incident-memory/contract';
import type { MatchReasons } from '../../recall/ranking/rank-candidates.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { Situation } from './situation.ts';

const MAX_WORDS = 6;
const MAX_CONCEPTS = 3;
/** Below this, meaning says as much as chance. */
const TELLING_MEANING = 0.6;

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
  return {
    matches: [
      ...reasons.matches.map(({ what, value }) => ({ what, sentence: `${NAMES[what]}${named(what, value)}` })),
      ...reasons.identifiers.map((name): Facet => ({ what: 'identifier', sentence: `both name ${name}` })),
      ...reasons.sharedConcepts.slice(0, MAX_CONCEPTS).map(
        ({ label, asked, found }): Facet => ({
          what: 'concept',
          sentence: asked === found ? `both tell of ${label}` : `"${asked}" and "${found}" are both ${label}`,
        })
      ),
      ...(reasons.sharedWords.length === 0
        ? []
        : [
            {
              what: 'words' as const,
              sentence: `both say ${reasons.sharedWords
                .slice(0, MAX_WORDS)
                .map(({ word }) => word)
                .join(', ')}`,
            },
          ]),
      ...(reasons.meaning >= TELLING_MEANING
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

function messages(ids: string, textOf: ReadonlyMap<string, string>): string {
  return ids
    .split(', ')
    .map((id) => `"${textOf.get(id) ?? id}"`)
    .join(', ');
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
