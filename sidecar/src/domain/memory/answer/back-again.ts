import { lastThatHelped } from '../capture/recurrence-events.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { isTelling, type Remembered, type Situation } from './situation.ts';

/**
 * What is under way began within a week after the last fix of the same trouble: that fix did not last, whatever was said
 * when it was applied. It is read so here and now; the memory learns it when this incident is remembered itself.
 */
export function knownToBeBack({ began }: Pick<Situation, 'began'>, remembered: readonly Remembered[]): Remembered[] {
  const told = remembered.filter((one) => isTelling(one) && one.strength === 'same').map(({ record }) => record);
  const last =
    began === null
      ? null
      : lastThatHelped(
          told.flatMap(({ attempts }) => attempts),
          began
        );
  return last === null || last.outcome === null
    ? [...remembered]
    : remembered.map((one) => ({ ...one, record: withoutLasting(one.record, last.id) }));
}

function withoutLasting(record: MemoryRecord, attempt: string): MemoryRecord {
  return record.attempts.some(({ id }) => id === attempt)
    ? {
        ...record,
        attempts: record.attempts.map((one) => (one.id === attempt ? { ...one, outcome: 'temporary' } : one)),
      }
    : record;
}
