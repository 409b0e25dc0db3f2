import type { Fix, Outcome } from '@incident-memory/contract';
import fc from 'fast-check';
import { seenBefore } from '../../src/domain/memory/answer/seen-before.ts';
import { composeAdvice } from '../../src/domain/memory/answer/compose-advice.ts';
import type { Remembered, Situation } from '../../src/domain/memory/answer/situation.ts';
import type { MemoryRecord } from '../../src/domain/memory/memory-record.ts';
import { projectMemory } from '../../src/domain/memory/project-memory.ts';
import { tellMemory } from '../../src/usecases/clients/tell-memory.ts';
import type { Recalled } from '../../src/usecases/memory/recall/recall-memories.ts';
import { tellRecalled } from '../../src/usecases/sessions/tell-recalled.ts';
import { begun, capturedPayload, placedMemory, STARTED_AT } from '../support/memory/memory-examples.ts';

/**
 * Whatever was tried: a bad record of the matching cause and context is in do-not-try and nowhere else, in the answer (of
 * the API; the page draws these lists), in what MCP, `/v1/query` and reflect say of it, and in the memories that the
 * compatible APIs give out.
 */
const FIXES: readonly Fix[] = ['raise the pool to 50', 'drain the second node', 'flush the profile cache'].map(
  (words) => ({ kind: 'configuration', words, target: '', exact: '', undo: '' })
);
const WORKED: readonly Outcome[] = ['cured', 'mitigated'];
const FAILED: readonly Outcome[] = ['no-effect', 'got-worse-after', 'temporary'];
const CONTEXT = { load: 'high' };

const tried = fc.record({
  fix: fc.constantFrom(...FIXES),
  outcome: fc.constantFrom<Outcome>(...WORKED, ...FAILED, ...FAILED),
});
const pasts = fc.array(fc.array(tried, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 9 });

const SITUATION: Situation = {
  ...{ at: STARTED_AT + 90 * 86_400_000, began: null, text: 'the pool is exhausted' },
  ...{ service: 'payment', services: ['payment'], errorType: 'PoolExhausted', fingerprints: ['fp_1'] },
  ...{ templates: [], context: CONTEXT, refused: [] },
};

function remembered(past: readonly { fix: Fix; outcome: Outcome }[], number: number): Remembered {
  const id = `inc_01920000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const captured = capturedPayload({
    ...{ state: 'active', provenance: 'confirmed', incident: { id, number: number + 1 } },
    cause: { class: 'capacity', words: 'the pool was too small' },
  });
  const events = past.flatMap(({ fix, outcome }, place) => {
    const attempt = begun(`att_${place}`, { fix, context: CONTEXT });
    const said = { attempt: attempt.id, knownFrom: 'person', sentence: '' } as const;
    return [
      { type: 'attempt-begun', payload: { attempt } },
      { type: 'attempt-done', payload: { ...said, appliedAt: STARTED_AT + number } },
      { type: 'outcome-judged', payload: { ...said, outcome } },
    ] as const;
  });
  const record = projectMemory(placedMemory([{ type: 'captured', payload: captured }, ...events])) as MemoryRecord;
  return {
    ...{ record: { ...record, id: id.replace('inc_', 'mem_') }, score: 0.9, strength: 'same' },
    ...{ matches: [], differs: [] },
  };
}

function answered(past: readonly (readonly { fix: Fix; outcome: Outcome }[])[]): Recalled {
  const matches = past.map(remembered);
  return {
    ...{ seen: seenBefore(SITUATION, { remembered: matches, searched: 100 }), abstained: false, matches },
    ...composeAdvice(SITUATION, matches),
    ...{ imported: [], whoKnows: [], searched: 100, milliseconds: 1, note: null },
  };
}

/** Counted anew, and nothing of the product's own: the share of the uniform prior's posterior below one half. */
function recordOf(past: readonly (readonly { fix: Fix; outcome: Outcome }[])[], fix: Fix) {
  const outcomes = past.flat().flatMap((one) => (one.fix === fix ? [one.outcome] : []));
  const worked = outcomes.filter((one) => WORKED.includes(one)).length;
  const failed = outcomes.length - worked;
  const steps = Array.from({ length: 2000 }, (_, step) => (step + 0.5) / 2000);
  const mass = (of: readonly number[]): number => of.reduce((sum, p) => sum + p ** worked * (1 - p) ** failed, 0);
  const certainty = mass(steps.filter((p) => p < 0.5)) / mass(steps);
  return { worked, failed, isBad: failed > 0 && (worked === 0 || certainty >= 0.9) };
}

const words = (list: Recalled['recommended']): string[] => list.map(({ fix }) => fix.words);

it('a bad record is in do-not-try and nowhere else, on every way out', () => {
  fc.assert(
    fc.property(pasts, (past) => {
      const answer = answered(past);
      const lines = tellRecalled(answer);
      for (const fix of FIXES.filter((one) => recordOf(past, one).isBad)) {
        expect(words(answer.doNotTry)).toContain(fix.words);
        const others = [answer.recommended, answer.contested, answer.untested, answer.general].flatMap(words);
        expect(others).not.toContain(fix.words);
        expect(lines).toContainEqual(expect.stringContaining(`Do not try: ${fix.words}`));
        expect(lines.join('\n')).not.toContain(`What helped: ${fix.words}`);
        for (const { record } of answer.matches) {
          const told = tellMemory(record, answer)
            .split('\n')
            .filter((line) => line.includes(`: ${fix.words} (`));
          expect(told.every((line) => line.startsWith('Do not try'))).toBe(true);
        }
      }
    }),
    { numRuns: 300 }
  );
});

it('a mixed record is contested with both counts, and what worked twice as often as not is not banned', () => {
  fc.assert(
    fc.property(pasts, (past) => {
      const answer = answered(past);
      for (const fix of FIXES) {
        const { worked, failed, isBad } = recordOf(past, fix);
        if (worked > 0 && !isBad) {
          const isGood = worked >= 2 * failed;
          expect(words(answer.doNotTry)).not.toContain(fix.words);
          expect(words(isGood ? answer.recommended : answer.contested)).toContain(fix.words);
          const told = [...answer.recommended, ...answer.contested].find((one) => one.fix.words === fix.words);
          const { cured = 0, mitigated = 0, temporary = 0, noEffect = 0, gotWorseAfter = 0 } = told?.counts ?? {};
          expect([cured + mitigated, temporary + noEffect + gotWorseAfter]).toEqual([worked, failed]);
        }
      }
    }),
    { numRuns: 300 }
  );
});
