import { incidentOf } from '../../../test/conformance/examples.ts';
import { systemScope } from '../tenancy/scope.ts';
import { FLAPPING_WITHIN_MS, isFlapping, returnsOfLate } from './flapping.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const ago = (minutes: number) => NOW - minutes * 60_000;

function incident(returnsAt: number[], recurredAt: number[], closedAt: number | null = null) {
  return incidentOf(systemScope('main:1'), { id: 'inc_1', returnsAt, recurredAt, closedAt });
}

it('flaps when it came back twice within an hour, by errors that returned or after it was closed', () => {
  expect(isFlapping(incident([ago(50), ago(10)], []), NOW)).toBe(true);
  expect(isFlapping(incident([ago(50)], [ago(10)]), NOW)).toBe(true);
  expect(isFlapping(incident([ago(10)], []), NOW)).toBe(false);
});

it('is about the present: what lies an hour back and what is closed flaps no more', () => {
  const record = incident([ago(50), ago(10)], [ago(5)]);
  expect(returnsOfLate(record, NOW)).toBe(3);
  expect(returnsOfLate(record, NOW + FLAPPING_WITHIN_MS)).toBe(0);
  expect(isFlapping({ ...record, closedAt: NOW }, NOW)).toBe(false);
});
