import { type Advice } from '@incident-memory/contract';
import { type BadgeColor, type IconName } from '@grafana/ui';
import { count } from '../words';

type State = Advice['state'];

/** How far a record can be believed, as a word; the counts stand beside it, never a bare percentage. */
export const RECORD_WORDS: Record<State, { text: string; color: BadgeColor; icon: IconName; meaning: string }> = {
  established: {
    ...{ text: 'Established', color: 'green', icon: 'check-circle' },
    meaning: 'Enough outcomes, and they agree.',
  },
  emerging: { text: 'Emerging', color: 'blue', icon: 'arrow-up', meaning: 'Some outcomes; more may change it.' },
  insufficient: {
    ...{ text: 'Too few outcomes', color: 'darkgrey', icon: 'question-circle' },
    meaning: 'So few outcomes that nothing follows from them.',
  },
  contested: { text: 'Contested', color: 'orange', icon: 'arrows-h', meaning: 'It worked and failed about as often.' },
  stale: {
    ...{ text: 'Stale', color: 'orange', icon: 'history' },
    meaning: 'Something relevant has changed since, or it is long ago.',
  },
};

/** "helped 3 times, did not help 2 times (got worse after once)". */
export function sayBothCounts({ counts }: Advice): string {
  const helped = counts.cured + counts.mitigated;
  const failed = counts.temporary + counts.noEffect + counts.gotWorseAfter;
  const worse = counts.gotWorseAfter === 0 ? '' : ` (got worse after: ${counts.gotWorseAfter})`;
  return `helped ${times(helped)}, did not help ${times(failed)}${worse}`;
}

function times(number: number): string {
  return number === 0 ? 'never' : number === 1 ? 'once' : count(number, 'time');
}

/** By what a fix is the same one on this page. */
export function adviceKey({ fix }: Pick<Advice, 'fix'>): string {
  return `${fix.kind} ${fix.target} ${fix.words}`;
}
