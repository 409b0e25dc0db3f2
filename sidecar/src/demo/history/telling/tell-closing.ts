import type { ResolutionNotes } from '@incident-memory/contract';
import { between, pick, type Random } from '../../seeded-random.ts';
import type { CauseDefinition } from '../catalogue/signature-definition.ts';
import type { PastActionItem, PastAttempt } from '../past-incident.ts';
import { DAY_MS } from '../planning/history-options.ts';
import type { ToldAttempts } from './attempts/tell-attempts.ts';
import { fillIn, type Slots } from './fill-in.ts';

const DONE_SHARE = 0.55;
const NOTHING_HELPED = [
  'It ended by itself; nothing that was tried had shown an effect.',
  'Nobody knows what ended it.',
];
const PREVENTION_OWNERS = ['service owner', 'platform engineer'] as const;

/** What the team wrote when it closed it, and what it meant to do about it. */
export function tellClosing(
  random: Random,
  of: { cause: CauseDefinition; told: ToldAttempts; slots: Slots }
): { resolution: ResolutionNotes; actionItems: PastActionItem[] } {
  const { cause, slots } = of;
  const { attempts, endedAt, endedBy: helped } = of.told;
  const failed = attempts.filter((attempt) => attempt !== helped && attempt.outcome !== null);
  const items = cause.prevention.filter((_, index) => index === 0 || random() < 0.5);
  const actionItems = items.map((words): PastActionItem => {
    const done = random() < DONE_SHARE;
    const doneAt = done ? endedAt + between(random, 1, 40) * DAY_MS : null;
    return { words: fillIn(random, words, slots), owner: pick(random, PREVENTION_OWNERS), done, doneAt };
  });
  return {
    resolution: {
      cause: fillIn(random, pick(random, cause.words), slots),
      fix: helped === null ? pick(random, NOTHING_HELPED) : capital(`${helped.fix.words}. ${sentenceThen(helped)}`),
      fixKind: helped === null ? 'none' : helped.fix.kind === 'command' ? 'other' : helped.fix.kind,
      didNotHelp: failed.map(({ fix, outcomeSentence }) => capital(`${fix.words}: ${outcomeSentence}`)).join('\n'),
      prevention: actionItems.map(({ words }) => `${words}.`).join(' '),
    },
    actionItems,
  };
}

/** Nobody knew yet that it would come back. */
function sentenceThen({ outcome, outcomeSentence }: PastAttempt): string {
  return outcome === 'temporary' ? 'Quiet since.' : outcomeSentence;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
