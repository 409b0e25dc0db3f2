import { type DataFrame } from '@grafana/data';
import { callSidecar } from '../../shared/api/callSidecar';
import { alarmAnnotations, alarmTable, bandFrames } from '../frames/detectionFrames';
import { stepSeconds } from '../query/stepSeconds';
import { type Asked, checkedServices, noteTruncation, QueryProblem } from './asked';
import { readPages } from './readPages';

/** Each is a request of its own, and more bands in one chart cannot be told apart. */
const MOST_BANDS = 10;

export async function answerAlarms({ query, purpose, context, signal }: Asked): Promise<DataFrame[]> {
  const filter = {
    show: query.show,
    service: checkedServices(query.services),
    from: context.from,
    to: context.to,
  };
  const collected = await readPages(query.limit, (page) =>
    callSidecar('listAlarms', { query: { ...filter, ...page }, signal })
  );
  const frame =
    purpose === 'annotation' ? alarmAnnotations(collected.items, context) : alarmTable(collected.items, query.refId);
  return noteTruncation([frame], collected);
}

/** A signal of each chosen service with what was usual; as an annotation, the alarms on it. */
export async function answerBands({ query, context, maxDataPoints, signal }: Asked): Promise<DataFrame[]> {
  const { from, to } = context;
  const services = checkedServices(query.services);
  if (services.length === 0 || services.length > MOST_BANDS) {
    throw new QueryProblem(`A band is of one service. Choose from 1 to ${MOST_BANDS} services in the query.`);
  }
  const [metric] = query.metricNames;
  if (query.signal === 'metric' && metric === undefined) {
    throw new QueryProblem('No metric is chosen. Name one in the query.');
  }
  const steps = stepSeconds(to - from, maxDataPoints);
  const bands = await Promise.all(
    services.map((service) =>
      callSidecar('readBand', {
        query: {
          ...{ service, signal: query.signal, from, to, stepSeconds: steps },
          ...(query.signal === 'metric' ? { metric } : {}),
        },
        signal,
      })
    )
  );
  return bands.flatMap(({ series, stepSeconds: told }) =>
    bandFrames(series, { refId: query.refId, stepSeconds: told })
  );
}
