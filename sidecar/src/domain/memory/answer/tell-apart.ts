import type { TellApart } from '@incident-memory/contract';
import type { MemoryRecord } from '../memory-record.ts';

/** Memories of one symptom that had the same cause. */
export interface CauseGroup {
  readonly words: string;
  readonly records: readonly MemoryRecord[];
}

/** Causes that share fewer of their words than this are told apart; of the same class, it needs fewer. */
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

/**
 * The look that tells causes of one symptom apart, before anything is done: what somebody wrote down as such, or else
 * what was always there with the one cause and never with the others. null where nobody knows one.
 */
export function tellApart(own: CauseGroup, groups: readonly CauseGroup[]): TellApart | null {
  const others = groups.filter((group) => group !== own);
  return writtenCheck(own) ?? seenDifference(own, others);
}

function writtenCheck({ records }: CauseGroup): TellApart | null {
  const labels = records.find((record) => CHECK_LABELS.question in record.labels)?.labels;
  return labels === undefined
    ? null
    : {
        question: labels[CHECK_LABELS.question] ?? '',
        how: labels[CHECK_LABELS.how] ?? '',
        means: labels[CHECK_LABELS.means] ?? '',
      };
}

interface Sign {
  readonly key: string;
  readonly question: string;
  readonly how: string;
}

function seenDifference(own: CauseGroup, others: readonly CauseGroup[]): TellApart | null {
  const elsewhere = others.flatMap(({ records }) => records);
  const signs = own.records.map(signsOf);
  const inAll = (signs[0] ?? []).filter(({ key }) => signs.every((one) => one.some((sign) => sign.key === key)));
  const found = inAll.find(({ key }) => !elsewhere.some((record) => signsOf(record).some((sign) => sign.key === key)));
  return found === undefined
    ? null
    : {
        question: found.question,
        how: found.how,
        means: `If so, it was: ${own.words}. If not: ${others.map(({ words }) => words).join(', or ')}`,
      };
}

/** What is quick to look at, the quickest first. */
function signsOf({ signature, attempts, services, service }: MemoryRecord): Sign[] {
  const afterDeploy = attempts.find(({ context }) => 'after-deploy' in context)?.context['after-deploy'];
  return [
    ...(afterDeploy === undefined
      ? []
      : [
          {
            key: `after-deploy ${afterDeploy}`,
            question:
              afterDeploy === 'yes'
                ? 'Was there a deploy in the hour before?'
                : 'Was there no deploy in the hour before?',
            how: `Look at the changes of ${service ?? 'its services'} before it began`,
          },
        ]),
    ...signature.templates.map(({ id, text }) => ({
      key: `template ${id}`,
      question: `Does ${service ?? 'the service'} say "${text}"?`,
      how: 'Look at the messages of the incident',
    })),
    ...(signature.errorType === null
      ? []
      : [
          {
            key: `error ${signature.errorType}`,
            question: `Is the error ${signature.errorType}?`,
            how: 'Look at the sample lines of the incident',
          },
        ]),
    ...services
      .filter((name) => name !== service)
      .map((name) => ({
        key: `service ${name}`,
        question: `Does ${name} report errors too?`,
        how: `Look at the services of the incident`,
      })),
  ];
}

function isSameCause({ cause: one }: MemoryRecord, { cause: other }: MemoryRecord): boolean {
  if (one === null || other === null) {
    return false;
  }
  const share = sharedWords(one.words, other.words);
  return one.class === other.class && one.class !== 'other' ? share >= SAME_CAUSE / 2 : share >= SAME_CAUSE;
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
