import type { TellApart } from '@incident-memory/contract';
import type { MemoryRecord } from '../memory-record.ts';
import type { CauseGroup } from './causes-of-memories.ts';
import type { Situation } from './situation.ts';

/** What a person wrote down to be looked at (labels of a memory). */
export const CHECK_LABELS = { question: 'check-question', how: 'check-how', means: 'check-means' } as const;

export interface Check {
  readonly check: TellApart;
  /** Whether what is asked for is so now; null where it is not known without looking. */
  readonly holds: boolean | null;
}

/**
 * A difference between fewer memories than these is chance, on either side and in all: of some six signs that are looked
 * at, each there half the time, one would tell six memories apart by chance once in ten times.
 */
const LEAST_RECORDS = 2;
const LEAST_IN_ALL = 6;

/**
 * The look that tells causes of one symptom apart, before anything is done: what somebody wrote down as such, or else
 * what was always there with the one cause and never with the others. null where nobody knows one.
 */
export function tellApart(own: CauseGroup, groups: readonly CauseGroup[], situation: Situation): Check | null {
  const others = groups.filter((group) => group !== own);
  return writtenCheck(own) ?? seenDifference(own, others, situation);
}

function writtenCheck({ records }: CauseGroup): Check | null {
  const labels = records.find((record) => CHECK_LABELS.question in record.labels)?.labels;
  return labels === undefined
    ? null
    : {
        check: {
          question: labels[CHECK_LABELS.question] ?? '',
          how: labels[CHECK_LABELS.how] ?? '',
          means: labels[CHECK_LABELS.means] ?? '',
        },
        holds: null,
      };
}

interface Sign {
  readonly key: string;
  readonly question: string;
  readonly how: string;
  readonly holds: boolean | null;
}

function seenDifference(own: CauseGroup, others: readonly CauseGroup[], situation: Situation): Check | null {
  const elsewhere = others.flatMap(({ records }) => records);
  const fewest = Math.min(own.records.length, elsewhere.length);
  if (fewest < LEAST_RECORDS || own.records.length + elsewhere.length < LEAST_IN_ALL) {
    return null;
  }
  const signs = own.records.map((record) => signsOf(record, situation));
  const inAll = (signs[0] ?? []).filter(({ key }) => signs.every((one) => one.some((sign) => sign.key === key)));
  const found = inAll.find(
    ({ key }) => !elsewhere.some((record) => signsOf(record, situation).some((sign) => sign.key === key))
  );
  return found === undefined
    ? null
    : {
        check: {
          question: found.question,
          how: found.how,
          means: `If so, it was: ${own.words} If not: ${others.map(({ words }) => words).join(' Or: ')}`,
        },
        holds: found.holds,
      };
}

/** What is quick to look at, the quickest first. */
function signsOf({ signature, attempts, service }: MemoryRecord, situation: Situation): Sign[] {
  const afterDeploy = attempts.find(({ context }) => 'after-deploy' in context)?.context['after-deploy'];
  const present = situation.context['after-deploy'];
  return [
    ...(afterDeploy === undefined
      ? []
      : [
          {
            key: `after-deploy ${afterDeploy}`,
            question: `Was there ${afterDeploy === 'yes' ? 'a' : 'no'} deploy in the hour before?`,
            how: `Look at the changes of ${service ?? 'its services'} before it began`,
            holds: present === undefined ? null : present === afterDeploy,
          },
        ]),
    ...signature.templates.map(({ id, text }) => ({
      key: `template ${id}`,
      question: `Does ${service ?? 'the service'} say "${text}"?`,
      how: 'Look at the messages of the incident',
      holds: situation.templates.length === 0 ? null : situation.templates.some((one) => one.id === id),
    })),
    ...(signature.errorType === null
      ? []
      : [
          {
            key: `error ${signature.errorType}`,
            question: `Is the error ${signature.errorType}?`,
            how: 'Look at the sample lines of the incident',
            holds: situation.errorType === null ? null : situation.errorType === signature.errorType,
          },
        ]),
  ];
}
