import { FENCE } from './tell-memory.ts';

/**
 * Recorded text between marks that nobody who wrote it can know, so that no line of it can pretend to stand outside.
 * `mark` is random, and new for every answer.
 */
export function fenced(lines: readonly string[], mark: string): string {
  return [FENCE, `[data ${mark} begins]`, ...lines, `[data ${mark} ends]`].join('\n');
}
