import { INCIDENT_STATES, LIST_LIMIT_MAX, SEVERITIES } from '@incident-memory/contract';
import { LIST_LIMIT } from '../answers/readPages';
import { DEFAULT_QUERY, describeQuery, SEVERITY_LEVELS, STATES } from './query';

describe('what this module repeats from the contract', () => {
  it('is equal to it', () => {
    expect(STATES).toEqual(INCIDENT_STATES);
    expect(SEVERITY_LEVELS).toEqual(SEVERITIES);
    expect(LIST_LIMIT).toBe(LIST_LIMIT_MAX);
  });
});

describe('describeQuery', () => {
  it('says in one line what is asked', () => {
    expect(describeQuery({ ...DEFAULT_QUERY, refId: 'A', states: ['open'], services: ['payment'] })).toBe(
      'Incidents · payment · open'
    );
    expect(describeQuery({ ...DEFAULT_QUERY, refId: 'A', type: 'service-rates', perSecond: true })).toBe(
      'Service rates · all services · errors per second'
    );
  });
});
