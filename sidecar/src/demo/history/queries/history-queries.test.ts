import { generateHistory } from '../generate-history.ts';
import { duplicateItems } from './duplicate-items.ts';
import { historyQueries, QUERY_KINDS } from './history-queries.ts';
import { learningStream } from './learning-stream.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const history = generateHistory({ now: NOW });
const byId = new Map(history.incidents.map((incident) => [incident.id, incident]));

describe('queries of a history', () => {
  const queries = historyQueries(history);

  it('are of every kind and the same every time', () => {
    expect([...new Set(queries.map(({ kind }) => kind))].sort()).toEqual([...QUERY_KINDS].sort());
    expect(historyQueries(history)).toEqual(queries);
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  });

  it('have answers that were over when they were asked, and of the same cause', () => {
    for (const { at, kind, truth, incident } of queries) {
      expect(truth.same.length > 0).toBe(kind !== 'first-time');
      for (const id of [...truth.same, ...truth.lookAlikes]) {
        expect(byId.get(id)?.endedAt).toBeLessThan(at);
      }
      truth.same.forEach((id) => expect(history.truth.incidents.get(id)).toMatchObject({ cause: truth.cause }));
      truth.lookAlikes.forEach((id) => expect(history.truth.incidents.get(id)?.cause).not.toBe(truth.cause));
      expect(truth.same).not.toContain(incident);
    }
  });

  it('come with the check where look-alikes are among the earlier ones', () => {
    const fooled = queries.filter(({ truth }) => truth.lookAlikes.length > 0);
    expect(fooled.length).toBeGreaterThan(20);
    expect(fooled.filter(({ truth }) => truth.check === null)).toEqual([]);
  });

  it('do not name a fix or a cause', () => {
    const asked = queries.filter(({ kind }) => kind !== 'first-time');
    for (const { text, incident } of asked) {
      expect(text).not.toBe('');
      expect(text).not.toContain(byId.get(incident)?.cause.words);
    }
  });

  it('are as few as wanted of a large history', () => {
    const large = generateHistory({ now: NOW, count: 3000 });
    const few = historyQueries(large, { limit: 50 });
    expect(few.filter(({ kind }) => kind === 'engineer').length).toBeLessThanOrEqual(50);
    expect(few.filter(({ kind }) => kind === 'engineer').length).toBeGreaterThan(40);
  });
});

it('tells for every item whether it was told before', () => {
  const items = duplicateItems(history);
  expect(items).toHaveLength(history.incidents.length + history.retellings.length);
  const first = items.filter(({ truth }) => truth.verdict === 'new').length;
  const causes = new Set([...history.truth.incidents.values()].map(({ signature, cause }) => `${signature} ${cause}`));
  expect(first).toBe(causes.size);
  const at = new Map(items.map((item) => [item.id, item.at]));
  items.forEach((item) => item.truth.of.forEach((id) => expect(at.get(id)).toBeLessThanOrEqual(item.at)));
});

it('tells attempts in order of time with outcomes that count', () => {
  const lines = learningStream(history);
  expect(lines.length).toBeGreaterThan(200);
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((one, other) => one - other));
  expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['worked', 'failed', 'worsened', 'rejected']));
});
