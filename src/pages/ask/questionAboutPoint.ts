import { type Question } from '../../shared/data/useAsk';

const MINUTE = 60_000;
/** How much around a point of a chart is asked about: what led to it, and what followed. */
const BEFORE = 30 * MINUTE;
const AFTER = 30 * MINUTE;

/** From a data link on a chart: `?service=payment&at=<time of the point>`. Null without a time. */
export function questionAboutPoint(parameters: URLSearchParams): Question | null {
  const time = Math.round(Number(parameters.get('at') ?? Number.NaN));
  if (!Number.isSafeInteger(time) || time <= BEFORE) {
    return null;
  }
  const service = (parameters.get('service') ?? '').slice(0, 200).trim();
  return {
    panel: { title: service === '' ? 'A point in time' : service, dashboard: null, dashboardUid: null },
    from: time - BEFORE,
    to: time + AFTER,
    // No values: the label alone tells which service is meant.
    series: service === '' ? [] : [{ name: service, labels: { service }, points: [] }],
  };
}
