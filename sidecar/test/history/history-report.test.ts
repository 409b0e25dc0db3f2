import { generateHistory, streamHistory } from '../../src/demo/history/generate-history.ts';
import { historyQueries, QUERY_KINDS } from '../../src/demo/history/queries/history-queries.ts';

/**
 * What a history offers to whoever is measured on it: counts a signature, of outcomes, of questions. Printed with
 * `IM_REPORT=1`; the sizes that other tests rely on are held here.
 */
const NOW = Date.UTC(2026, 10, 21, 12);

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  items.forEach((item) => (counts[key(item)] = (counts[key(item)] ?? 0) + 1));
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one));
}

function report(title: string, figures: unknown): void {
  if (process.env['IM_REPORT'] !== undefined) {
    process.stdout.write(`${title}\n${JSON.stringify(figures, null, 2)}\n`);
  }
}

describe('a history of 152', () => {
  const history = generateHistory({ now: NOW });
  const told = [...history.truth.incidents.values()];

  it('has enough of each signature to learn from', () => {
    const recurring = told.filter(({ isOneOff }) => !isOneOff);
    const bySignature = countBy(recurring, ({ signature }) => signature);
    const byCause = countBy(recurring, ({ signature, cause }) => `${signature} / ${cause}`);
    report('incidents a signature', bySignature);
    report('incidents a signature and cause', byCause);
    expect(recurring).toHaveLength(101);
    expect(Object.values(bySignature).filter((count) => count >= 3).length).toBeGreaterThanOrEqual(20);
  });

  it('has attempts of every outcome', () => {
    const attempts = history.incidents.flatMap((incident) => incident.attempts);
    const outcomes = countBy(attempts, ({ outcome, state }) => (state === 'rejected' ? 'rejected' : String(outcome)));
    report('attempts by outcome', outcomes);
    report(
      'links',
      countBy(
        history.incidents.flatMap(({ links }) => links),
        ({ kind }) => kind
      )
    );
    expect(attempts.length).toBeGreaterThan(250);
    expect(outcomes['got-worse-after']).toBeGreaterThan(15);
    expect(outcomes['unattributed']).toBeGreaterThan(3);
  });

  it('has questions of every kind, some where look-alikes would mislead', () => {
    const queries = historyQueries(history);
    const byKind = countBy(queries, ({ kind }) => kind);
    const fooled = queries.filter(({ truth }) => truth.lookAlikes.length > 0);
    report('queries by kind', byKind);
    report(
      'queries with look-alikes among the earlier ones',
      countBy(fooled, ({ kind }) => kind)
    );
    report(
      'same signature and cause before',
      countBy(queries, ({ truth }) => String(truth.same.length))
    );
    QUERY_KINDS.forEach((kind) => expect(byKind[kind]).toBeGreaterThanOrEqual(35));
    expect(fooled.length).toBeGreaterThanOrEqual(60);
  });
});

it('has no two signatures with one fingerprint or one id among ten thousand incidents', () => {
  const owners = new Map<string, string>();
  const shared: string[] = [];
  const once = new Set<string>();
  let incidents = 0;
  for (const { incident, truth } of streamHistory({ now: NOW, count: 10_000 })) {
    const [error] = incident.errors;
    const owner = owners.get(error?.fingerprint ?? '') ?? truth.signature;
    if (owner !== truth.signature || (truth.isOneOff && once.has(truth.signature))) {
      shared.push(`${owner} and ${truth.signature}`);
    }
    owners.set(error?.fingerprint ?? '', truth.signature);
    if (truth.isOneOff) {
      once.add(truth.signature);
    }
    incidents += 1;
  }
  report('ten thousand', { incidents, signatures: owners.size });
  expect(shared).toEqual([]);
});
