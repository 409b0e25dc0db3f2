import type { IncidentRecord, Spread } from '../../incidents/incident-record.ts';
import { roundedCount } from '../../incidents/plain-words.ts';
import { findCascade, findSimultaneous, type Member } from '../grouping/find-spread.ts';
import type { Symptom } from '../grouping/symptoms.ts';
import type { Situation } from '../judging/situation.ts';

const WELL: ReadonlySet<Symptom> = new Set();

export interface SpreadOf {
  readonly services: IncidentRecord['services'];
  readonly isWidespread: boolean;
  readonly known: Spread | null;
  /** What lies before it belongs to an earlier time of the same incident. */
  readonly since: number;
}

/** How these services came to be unwell together: by calls where they show it, else by their number alone. */
export function describeSpread(
  situation: Situation,
  { services, isWidespread, known, since }: SpreadOf
): Spread | null {
  const members = services.flatMap(({ service, firstErrorAt }): Member[] => {
    const trouble = situation.troubles.get(service);
    const onsets = [
      ...(firstErrorAt >= since ? [firstErrorAt] : []),
      ...(trouble === undefined ? [] : [trouble.onset]),
    ];
    const symptoms = trouble?.symptoms ?? WELL;
    return onsets.length === 0 ? [] : [{ service, onset: Math.min(...onsets), symptoms }];
  });
  const withinMs = situation.settings.relatedWithinSeconds * 1000;
  const { graph } = situation.outlook;
  const own = new Set(services.map(({ service }) => service));
  const elsewhere = new Set(
    situation.underWay
      .flatMap((record) => record.services.map(({ service }) => service))
      .filter((name) => !own.has(name))
  );
  const cascade = findCascade({ members, graph, withinMs, elsewhere, known });
  if (cascade !== null || !isWidespread || members.length < situation.settings.widespreadServices) {
    return cascade;
  }
  const usual = roundedCount(situation.raisedByChance);
  return findSimultaneous(members, `where ${usual} at a time ${usual === '1' ? 'is' : 'are'} what chance gives`);
}
