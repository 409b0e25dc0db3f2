import { type DataFrame } from '@grafana/data';
import { MAX_NAMES } from '../../shared/names/interpolateNames';
import { type FrameContext } from '../frames/incidentFrames';
import { type IncidentMemoryQuery } from '../query/query';
import { type Collected } from './readPages';

export interface Asked {
  query: IncidentMemoryQuery;
  purpose: 'panel' | 'annotation';
  context: FrameContext;
  maxDataPoints: number | undefined;
  signal: AbortSignal;
}

/** A query that cannot be answered as it stands; the sentence says what to change. */
export class QueryProblem extends Error {}

export function checkedServices(services: string[]): string[] {
  if (services.length > MAX_NAMES) {
    throw new QueryProblem(
      `${services.length} services are too many for one query; ${MAX_NAMES} are taken. ` +
        'Choose fewer, or set the custom "All" value of the variable to * so that All means no filter.'
    );
  }
  return services;
}

export function noteTruncation(frames: DataFrame[], collected: Collected<unknown>): DataFrame[] {
  const first = frames[0];
  if (collected.truncated && first !== undefined) {
    const text = `Only the newest ${collected.items.length} are shown. Raise the limit or shorten the time range.`;
    first.meta = { ...first.meta, notices: [{ severity: 'warning', text }] };
  }
  return frames;
}
