import { type AuditKind, type Memory } from '@incident-memory/contract';
import { type IconName } from '@grafana/ui';
import { type MemoryAct } from '../../../shared/data/useMemories';

/** What settles a finding, done to one of its memories. */
export interface Settling {
  text: string;
  icon: IconName;
  /** What is said of it afterwards. */
  done: string;
  takes?: 'Admin';
  steps: readonly Step[];
}

export interface Step {
  memory: Memory;
  does: MemoryAct;
}

/** What tells two causes of one symptom apart: recall gives it along with every fix of either (docs/memory.md). */
export interface CheckWords {
  question: string;
  how: string;
  means: string;
}

/** Written down on each of them, so that none of their fixes comes without it. */
export function checkSteps(memories: readonly Memory[], { question, how, means }: CheckWords): Step[] {
  const check = { 'check-question': question, 'check-how': how, 'check-means': means };
  return memories.map((memory) => ({
    memory,
    does: { act: 'correctMemory', body: { labels: { ...memory.labels, ...check } } },
  }));
}

const FROM_REVIEW = 'Settled while looking through what memory is in doubt about.';

/** What a person may decide about these memories; the older stands first where there are two. */
export function settlingsOf(kind: AuditKind, memories: readonly Memory[]): Settling[] {
  const [first, second] = memories;
  if (first === undefined) {
    return [];
  }
  switch (kind) {
    case 'duplicate':
      return second === undefined
        ? [retire(first)]
        : [
            link(second, first, { kind: 'recurrence-of', text: 'It came back: link them', icon: 'link' }),
            link(second, first, {
              kind: 'merged-into',
              text: 'It is one: merge the newer into the older',
              icon: 'compress-arrows',
            }),
          ];
    case 'contradiction':
      return second === undefined
        ? []
        : [
            link(second, first, { kind: 'supersedes', text: 'The newer is right', icon: 'arrow-up' }),
            link(first, second, { kind: 'supersedes', text: 'The older is right', icon: 'arrow-down' }),
            link(second, first, { kind: 'contradicts', text: 'They contradict: say so', icon: 'arrows-h' }),
          ];
    case 'stale':
      return [
        {
          ...{ text: 'It still holds', icon: 'check', done: 'It holds again' },
          steps: [{ memory: first, does: { act: 'revalidateMemory', body: { reason: FROM_REVIEW } } }],
        },
        retire(first),
      ];
    case 'unverified':
      return first.provenance === 'confirmed' ? [] : [confirm(first), retire(first)];
    case 'orphan':
      return [retire(first)];
    case 're-ingested':
      return [retire(second ?? first), ...unflag(second ?? first)];
    case 'burst':
    case 'instruction-like':
      return [retire(first), ...unflag(first)];
  }
}

function link(
  from: Memory,
  to: Memory,
  { kind, text, icon }: { kind: Memory['links'][number]['kind']; text: string; icon: IconName }
): Settling {
  const body = { kind, memory: to.id, reason: FROM_REVIEW };
  return { text, icon, done: text, steps: [{ memory: from, does: { act: 'linkMemory', body } }] };
}

function retire(memory: Memory): Settling {
  return {
    ...{ text: 'Retire it', icon: 'pause', done: 'Retired' },
    steps: [{ memory, does: { act: 'retireMemory', body: { reason: FROM_REVIEW } } }],
  };
}

function confirm(memory: Memory): Settling {
  return {
    ...{ text: 'It is right', icon: 'check-circle', done: 'Confirmed' },
    steps: [{ memory, does: { act: 'confirmMemory', body: {} } }],
  };
}

function unflag(memory: Memory): Settling[] {
  return memory.flags.map((flag) => ({
    ...{ text: 'It is honest', icon: 'shield', done: 'No longer called doubtful', takes: 'Admin' },
    steps: [{ memory, does: { act: 'unflagMemory', body: { flag, reason: FROM_REVIEW } } }],
  }));
}
