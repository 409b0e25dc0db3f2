import type { RecallAnswer } from '@incident-memory/contract';
import type { Recalled } from '../../../usecases/memory/recall/recall-memories.ts';
import { instant } from './present-incident.ts';
import { presentMemory } from './present-memory.ts';

export function presentRecall({ seen, matches, ...answer }: Recalled): RecallAnswer {
  return {
    ...answer,
    seen: { ...seen, lastAt: seen.lastAt === null ? null : instant(seen.lastAt) },
    matches: matches.map(({ record, score, strength, matches: like, differs, alike = 0 }) => ({
      memory: presentMemory(record),
      score,
      strength,
      matches: [...like],
      differs: [...differs],
      ...(alike > 0 ? { alike } : {}),
    })),
  };
}
