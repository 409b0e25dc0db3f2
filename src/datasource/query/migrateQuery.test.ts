import fc from 'fast-check';
import { migrateQuery, QueryVersionError } from './migrateQuery';
import { DEFAULT_QUERY, MAX_LIMIT, QUERY_TYPES, QUERY_VERSION } from './query';

describe('migrateQuery', () => {
  it('leaves a query of the present version as it is', () => {
    const saved = {
      ...DEFAULT_QUERY,
      refId: 'B',
      type: 'service-rates',
      services: ['$service'],
      metric: 'warnings',
      perSecond: true,
      hide: true,
    };
    expect(migrateQuery(saved)).toEqual(saved);
  });

  it('fills in what a query without a version does not say', () => {
    expect(migrateQuery({ refId: 'C', type: 'events', services: ['payment', 7, ''] })).toEqual({
      ...DEFAULT_QUERY,
      refId: 'C',
      type: 'events',
      services: ['payment'],
    });
  });

  it('takes a query of version 1 as it was meant', () => {
    const { figure: _f, operations: _o, metricNames: _m, contains: _c, incident: _i, ...known } = DEFAULT_QUERY;
    const saved = { ...known, v: 1, refId: 'A', type: 'service-rates', services: ['payment'] };
    expect(migrateQuery(saved)).toEqual({
      ...DEFAULT_QUERY,
      refId: 'A',
      type: 'service-rates',
      services: ['payment'],
    });
  });

  it('takes a query of version 3 as it was meant', () => {
    const { incident: _i, ...known } = DEFAULT_QUERY;
    const saved = { ...known, v: 3, refId: 'A', type: 'bands', services: ['payment'], signal: 'failures' };
    expect(migrateQuery(saved)).toEqual({
      ...DEFAULT_QUERY,
      refId: 'A',
      type: 'bands',
      services: ['payment'],
      signal: 'failures',
    });
  });

  it('keeps a whole stack trace where it is what memory is asked about, and only there', () => {
    const contains = 'at pay (pay.js) '.repeat(100);
    expect(migrateQuery({ type: 'recall', contains }).contains).toBe(contains);
    expect(migrateQuery({ type: 'logs', contains }).contains).toHaveLength(200);
  });

  it('drops what belongs to another data source', () => {
    expect(migrateQuery({ refId: 'A', expr: 'up', type: 'range', limit: 'many' })).toEqual({
      ...DEFAULT_QUERY,
      refId: 'A',
    });
  });

  it.each([undefined, null, 'incidents', 7, []])('takes %p for an empty query', (saved) => {
    expect(migrateQuery(saved)).toEqual({ ...DEFAULT_QUERY, refId: 'A' });
  });

  it('keeps the reference to a data source', () => {
    const migrated = migrateQuery({ refId: 'A', datasource: { type: 'old', uid: '${ds}' } });
    expect(migrated.datasource).toEqual({ type: 'incidentmemory-datasource', uid: '${ds}' });
  });

  it('refuses a query of a newer version and says what to do', () => {
    expect(() => migrateQuery({ v: QUERY_VERSION + 1 })).toThrow(QueryVersionError);
    expect(() => migrateQuery({ v: 5 })).toThrow(/query version 5.*Update the plugin/);
  });

  it.each(['1', -1, 0.5, null])('does not take %p for a version it knows, except a missing one', (v) => {
    if (v === null) {
      expect(migrateQuery({ v }).v).toBe(QUERY_VERSION);
    } else {
      expect(() => migrateQuery({ v })).toThrow(QueryVersionError);
    }
  });

  it('gives a whole query of the present version for anything saved, and a second time the same', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'refId',
            'type',
            'services',
            'limit',
            'metric',
            'figure',
            'metricNames',
            'contains',
            'show',
            'signal',
            'incident'
          ),
          fc.anything()
        ),
        (saved) => {
          const once = migrateQuery(saved);
          expect(QUERY_TYPES).toContain(once.type);
          expect(once.limit).toBeGreaterThanOrEqual(1);
          expect(once.limit).toBeLessThanOrEqual(MAX_LIMIT);
          expect(migrateQuery(once)).toEqual(once);
        }
      )
    );
  });
});
