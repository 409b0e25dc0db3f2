import { z } from 'zod';
import { documentTask, type EvaluationOutcome } from '../evaluation-task.ts';
import { RememberedItem, withEvaluatedMemory, type EvaluatedMemory } from './remembered-items.ts';

const Query = z.strictObject({
  id: z.string(),
  text: z.string(),
  service: z.string().optional(),
  at: z.number().optional(),
  exclude: z.array(z.string()).optional(),
  k: z.int().min(1).max(1000).optional(),
});
type Query = z.infer<typeof Query>;

/** As many as a page of the product shows at most, where a query does not say. */
const DEFAULT_K = 50;

/** Each memory is put into the index, then each query asked, one after the other, as a reader would ask it. */
export const recall = documentTask({
  schema: z.strictObject({ memories: z.array(RememberedItem), queries: z.array(Query) }),
  evaluate: ({ memories, queries }, context): Promise<EvaluationOutcome> =>
    withEvaluatedMemory(context, async (memory) => {
      const began = performance.now();
      await memory.remember(memories);
      const indexSeconds = (performance.now() - began) / 1000;
      const results = [];
      for (const query of queries) {
        results.push(await answerOf(memory, query));
      }
      const times = results.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
      return {
        settings: memory.settings,
        timing: { indexSeconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) },
        result: { results },
      };
    }),
});

async function answerOf(memory: EvaluatedMemory, { id, text, service, exclude = [], k = DEFAULT_K }: Query) {
  const began = performance.now();
  const { found, abstained } = await memory.search.find(memory.scope, {
    text,
    ...(service === undefined ? {} : { services: [service] }),
    filter: { without: exclude },
  });
  return {
    query: id,
    ranked: found.slice(0, k).map(({ entry, score }) => ({ id: entry.memory, score })),
    abstained,
    milliseconds: performance.now() - began,
  };
}
