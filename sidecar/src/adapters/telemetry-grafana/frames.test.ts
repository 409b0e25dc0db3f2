import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { readFrame, readResults, seriesOf } from './frames.ts';

interface RealAnswer {
  readonly what: string;
  readonly response: unknown;
}

/** What a Grafana 12.3 answered over a real Elasticsearch and a real Prometheus. */
const REAL = JSON.parse(
  readFileSync(new URL('../../../test/support/grafana/real-answers.json', import.meta.url), 'utf8')
) as RealAnswer[];

function real(what: string) {
  const answer = REAL.find((one) => one.what === what);
  return readResults(JSON.stringify(answer?.response));
}

describe('what a real Grafana answered', () => {
  it('for Elasticsearch is a series a name', () => {
    const [series, ...others] = seriesOf(
      real('Elasticsearch: errors by service in 10 s buckets')?.get('A')?.frames ?? []
    );
    expect(others).toEqual([]);
    expect(series).toMatchObject({ name: 'payment', labels: {} });
    expect(series?.points[0]).toEqual([1795264930000, 0]);
  });

  it('for Prometheus is a series a set of labels', () => {
    const series = seriesOf(real('Prometheus: range')?.get('A')?.frames ?? []);
    expect(series.map(({ labels, points }) => [labels, points.at(-1)])).toEqual([
      [{ job: 'down' }, [1795265530000, 0]],
      [{ job: 'grafana' }, [1795265530000, 1]],
    ]);
  });

  it('for one query that failed beside one that did not tells both', () => {
    const results = real('Prometheus: instant and a second query in one request');
    expect(results?.get('A')).toMatchObject({ status: 200, error: null });
    expect(results?.get('B')).toMatchObject({ status: 400, error: expect.stringContaining('parse error') });
    expect(real('Elasticsearch: a query that the data source refuses')?.get('A')?.error).toContain('Failed to parse');
  });

  it('for log lines is no series over time', () => {
    const frames = real('Elasticsearch: log lines')?.get('A')?.frames ?? [];
    expect(() => seriesOf(frames)).toThrow(TelemetryUnavailable);
    expect(readFrame(frames[0]).fields.map(({ name }) => name)).toContain('message');
  });

  it('for a data source that is not there is no answer to queries', () => {
    expect(real('unknown data source')).toBeNull();
  });
});

describe('anything else', () => {
  it('is refused as such and never throws another way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          seriesOf([value]);
        } catch (failure) {
          expect(failure).toBeInstanceOf(TelemetryUnavailable);
        }
        readResults(JSON.stringify(value));
      })
    );
    expect(readResults('<html>')).toBeNull();
    expect(readResults('{"results":{"__proto__":{"status":200,"frames":[]}}}')?.get('A')).toBeUndefined();
  });

  it('of odd frames gives finite numbers and nulls', () => {
    const column = fc.array(fc.oneof(fc.double(), fc.constant(null), fc.string(), fc.object()), { maxLength: 5 });
    fc.assert(
      fc.property(column, column, fc.constantFrom('number', 'string', 'other'), (times, values, type) => {
        const frame = {
          schema: {
            fields: [
              { name: 't', type: 'time' },
              { name: 'v', type, labels: { a: 'b' } },
            ],
          },
          data: { values: [times, values] },
        };
        try {
          const points = seriesOf([frame]).flatMap((series) => series.points);
          expect(points.every(([at, value]) => Number.isFinite(at) && (value === null || Number.isFinite(value)))).toBe(
            true
          );
        } catch (failure) {
          expect(failure).toBeInstanceOf(TelemetryUnavailable);
        }
      })
    );
  });
});
