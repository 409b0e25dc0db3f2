import { z } from 'zod';
import { judgeRepeat } from '../../domain/recall/duplicates/judge-repeat.ts';
import { documentTask, type EvaluationOutcome } from '../evaluation-task.ts';
import { RememberedItem, withEvaluatedMemory, type EvaluatedMemory } from './remembered-items.ts';

const Item = RememberedItem.omit({ tags: true }).required({ at: true });
type Item = z.infer<typeof Item>;

interface Decision {
  readonly id: string;
  readonly verdict: 'new' | 'recurrence' | 'review';
  readonly of?: string;
  readonly score: number;
}

/** Items come in order of time; each is judged against those before it, then remembered. */
export const duplicates = documentTask({
  schema: z.strictObject({ items: z.array(Item) }),
  evaluate: ({ items }, context): Promise<EvaluationOutcome> =>
    withEvaluatedMemory(context, async (memory) => {
      const began = performance.now();
      const decisions: Decision[] = [];
      for (const item of [...items].sort((one, other) => one.at - other.at)) {
        decisions.push(await decisionOn(item, memory));
        await memory.remember([item]);
      }
      const seconds = (performance.now() - began) / 1000;
      return { settings: memory.settings, timing: { seconds }, result: { decisions } };
    }),
});

async function decisionOn(item: Item, memory: EvaluatedMemory): Promise<Decision> {
  const { found } = await memory.search.find(memory.scope, {
    text: memory.textOf(item),
    ...(item.service === undefined ? {} : { services: [item.service] }),
  });
  const [nearest] = found;
  if (nearest === undefined) {
    return { id: item.id, verdict: 'new', score: 0 };
  }
  const { verdict, score } = judgeRepeat(nearest.reasons);
  return { id: item.id, verdict, ...(verdict === 'new' ? {} : { of: nearest.entry.memory }), score };
}
