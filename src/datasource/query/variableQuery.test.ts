import { migrateVariableQuery } from './variableQuery';

describe('a saved variable', () => {
  it.each([
    ['as an object', { refId: 'x', v: 1, kind: 'states' }, 'states'],
    ['as a bare word', 'severities', 'severities'],
    ['with a kind that does not exist', { kind: 'hosts' }, 'services'],
    ['not yet', undefined, 'services'],
  ])('%s', (_how, saved, kind) => {
    expect(migrateVariableQuery(saved)).toEqual({ refId: 'variable', v: 1, kind });
  });
});
