import type { RecallAnswer } from '@incident-memory/contract';
import { timeOf } from './fixes-of-memories.ts';
import { isTelling, isTrusted, type Remembered } from './situation.ts';

const MOST = 5;

/** Who made it stop before, the newest first. `nameOf` tells how somebody may be named: some do not want to be. */
export function whoKnows(
  remembered: readonly Remembered[],
  nameOf: (login: string) => string
): RecallAnswer['whoKnows'] {
  const helped = remembered
    .filter((one) => isTelling(one) && isTrusted(one.record))
    .flatMap(({ record }) =>
      record.attempts
        .filter(({ outcome }) => outcome === 'cured' || outcome === 'mitigated')
        .map((attempt) => ({ record, attempt }))
    )
    .sort((a, b) => timeOf(b.attempt) - timeOf(a.attempt));
  const named = new Map<string, RecallAnswer['whoKnows'][number]>();
  for (const { record, attempt } of helped) {
    const who = nameOf(attempt.by);
    const where = record.incident === null ? `"${record.title}"` : `INC-${record.incident.number}`;
    if (who !== '' && !named.has(who)) {
      const sentence = `${attempt.outcome === 'cured' ? 'ended' : 'eased'} ${where} with "${attempt.fix.words}"`;
      named.set(who, { who, sentence, at: new Date(timeOf(attempt)).toISOString() });
    }
  }
  return [...named.values()].slice(0, MOST);
}
