import { decideEnds } from './decide-ends.ts';
import { decideGroups } from './decide-groups.ts';
import { decideProgress } from './decide-progress.ts';
import { decideRecovery } from './decide-recovery.ts';
import { decideSpread } from './decide-spread.ts';
import { decideMerges, decideWidespread, findWidespread } from './decide-widespread.ts';
import type { Decision } from '../decisions.ts';
import type { Situation } from '../judging/situation.ts';

/**
 * From what is raised and what is under way to what should happen. It only looks at the present, so that what could
 * not be carried out is simply decided again.
 */
export function decide(situation: Situation): Decision[] {
  const together = findWidespread(situation);
  const wide = together === null ? decideMerges(situation) : decideWidespread(situation, together);
  // Groups wait a round where more than chance gives were just found: by then it is known which belong to it.
  const grouped = together === null ? decideGroups(situation, spokenFor(wide)) : [];
  const changed = spokenFor([...wide, ...grouped]);
  const steady = situation.underWay.filter(({ id }) => !changed.has(id));
  return [...wide, ...grouped, ...steady.flatMap((record) => decideOne(situation, record))];
}

function decideOne(situation: Situation, record: IncidentSituation): Decision[] {
  return [decideEnds, decideSpread, decideProgress, decideRecovery].flatMap((next) => next(situation, record) ?? []);
}

type IncidentSituation = Situation['underWay'][number];

function spokenFor(decisions: readonly Decision[]): ReadonlySet<string> {
  return new Set(decisions.flatMap((decision) => ('incident' in decision ? [decision.incident] : [])));
}
