import { ApplicationError } from '../../platform/application-error.ts';
import { readFilters } from './mem0-filters.ts';

function refusal(filters: object): string {
  try {
    readFilters(filters);
    return '';
  } catch (error) {
    return error instanceof ApplicationError ? JSON.stringify(error.toBody('')) : String(error);
  }
}

it.each([
  ['a field', { user_id: 'alice', 'sk-live-51H8xKQ': 'x' }, /keywords/],
  ['an operator', { user_id: { 'sk-live-51H8xKQ': 'x' } }, /icontains/],
])('refuses %s that it does not know by naming those it knows, never what was sent', (_, filters, known) => {
  expect(refusal(filters)).toMatch(known);
  expect(refusal(filters)).not.toContain('51H8xKQ');
});
