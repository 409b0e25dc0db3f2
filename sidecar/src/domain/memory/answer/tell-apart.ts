import type { Fix, TellApart } from '@incident-memory/contract';
import { isSameFix } from '../capture/same-fix.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { Situation } from './situation.ts';

/** Memories of one symptom that had the same cause. */
export interface CauseGroup {
  readonly words: string;
  readonly records: readonly MemoryRecord[];
}

/** Causes of different classes that share fewer of their words than this are told apart. */
const SAME_CAUSE = 0.34;

/** What a person wrote down to be looked at (labels of a memory). */
export const CHECK_LABELS = { question: 'check-question', how: 'check-how', means: 'check-means' } as const;

/** One symptom may have several causes; memories without a known cause say nothing about that. */
export function causesOf(records: readonly MemoryRecord[]): CauseGroup[] {
  const groups: { words: string; records: MemoryRecord[] }[] = [];
  for (const record of records) {
    const { cause } = record;
    if (cause !== null) {
      const group = groups.find(({ records: [first] }) => first !== undefined && isSameCause(first, record));
      if (group === undefined) {
        groups.push({ words: cause.words, records: [record] });
      } else {
        group.records.push(record);
      }
    }
  }
  return groups;
}

export interface Check {
  readonly check: TellApart;
  /** Whether what is asked for is so now; null where it is not known without looking. */
  readonly holds: boolean | null;
}

/** A difference between fewer memories than these on either side is chance. */
const LEAST_RECORDS = 2;

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
  if (own.records.length < LEAST_RECORDS || elsewhere.length < LEAST_RECORDS) {
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

/**
 * People tell one cause in many words, so the class decides; and what the same fix ended was the same. Two causes of one
 * class are then one: a check between them is missed rather than every answer doubted. By words alone, 23 of the 141 ways
 * to fail of the demo history (300 incidents) had more causes than in truth; so, each has as many as in truth.
 */
function isSameCause(one: MemoryRecord, other: MemoryRecord): boolean {
  if (one.cause === null || other.cause === null) {
    return false;
  }
  return (
    one.cause.class === other.cause.class ||
    sharedWords(one.cause.words, other.cause.words) >= SAME_CAUSE ||
    endedBy(one).some((fix) => endedBy(other).some((another) => isSameFix(fix, another)))
  );
}

function endedBy({ attempts }: MemoryRecord): Fix[] {
  return attempts.filter(({ outcome }) => outcome === 'cured').map(({ fix }) => fix);
}

function sharedWords(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, Math.min(a.size, b.size));
}

const EMPTY = new Set(
  'a an and the to of in on for with by was were is it its that this after had has since when as not'.split(' ')
);

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)));
}
