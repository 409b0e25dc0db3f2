import { type DataFrame } from '@grafana/data';
import { callSidecar } from '../../shared/api/callSidecar';
import { occurrenceAnnotations } from '../frames/annotationFrames';
import { graphFrames } from '../frames/graphFrames';
import { rateFrames } from '../frames/rateFrames';
import { metricFrames, templateRateFrames, trafficFrames } from '../frames/seriesFrames';
import { logLines, occurrenceTable, templateTable } from '../frames/signalTables';
import { stepSeconds } from '../query/stepSeconds';
import { type Asked, checkedServices, noteTruncation, QueryProblem } from './asked';
import { readPages } from './readPages';

/** The most rows that the sidecar gives at once where there are no pages. */
const MOST_ROWS = 500;
/** More lines than this in one chart cannot be told apart. */
const MOST_LINES = 50;

function spanOf({ query, context: { from, to } }: Asked) {
  return { from, to, service: checkedServices(query.services) };
}

function stepsOf(asked: Asked) {
  const { from, to } = asked.context;
  return { ...spanOf(asked), stepSeconds: stepSeconds(to - from, asked.maxDataPoints) };
}

function searchOf({ query: { contains } }: Asked) {
  return contains === '' ? {} : { contains };
}

export async function answerRates(asked: Asked): Promise<DataFrame[]> {
  return rateFrames(await callSidecar('readRates', { query: stepsOf(asked), signal: asked.signal }), asked.query);
}

export async function answerTemplates(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  const limit = Math.min(query.limit, MOST_ROWS);
  const answer = await callSidecar('listTemplates', {
    query: { ...spanOf(asked), ...searchOf(asked), limit },
    signal,
  });
  return [templateTable(answer.items, query.refId)];
}

export async function answerTemplateRates(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  const limit = Math.min(query.limit, MOST_LINES);
  const chosen = await callSidecar('listTemplates', { query: { ...spanOf(asked), ...searchOf(asked), limit }, signal });
  const template = [...new Set(chosen.items.map(({ id }) => id))];
  if (template.length === 0) {
    return [];
  }
  const rates = await callSidecar('readTemplateRates', { query: { ...stepsOf(asked), template, limit }, signal });
  return templateRateFrames(rates, query.refId);
}

export async function answerTraffic(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  const operation = query.operations.length === 0 ? {} : { operation: query.operations };
  const rates = await callSidecar('readTraffic', { query: { ...stepsOf(asked), ...operation }, signal });
  return trafficFrames(rates, query);
}

export async function answerGraph(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  const limit = Math.min(query.limit, MOST_ROWS);
  return graphFrames(await callSidecar('readGraph', { query: { ...spanOf(asked), limit }, signal }), query.refId);
}

export async function answerMetrics(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  if (query.metricNames.length === 0) {
    throw new QueryProblem('No metric is chosen. Name at least one in the query.');
  }
  const answer = await callSidecar('readMetrics', { query: { ...stepsOf(asked), metric: query.metricNames }, signal });
  return metricFrames(answer, query.refId);
}

export async function answerChanges(asked: Asked): Promise<DataFrame[]> {
  const { query, purpose, signal } = asked;
  const collected = await readPages(query.limit, (page) =>
    callSidecar('listOccurrences', { query: { ...spanOf(asked), ...page }, signal })
  );
  const frame = purpose === 'annotation' ? occurrenceAnnotations : occurrenceTable;
  return noteTruncation([frame(collected.items, query.refId)], collected);
}

export async function answerLogs(asked: Asked): Promise<DataFrame[]> {
  const { query, signal } = asked;
  const collected = await readPages(query.limit, (page) =>
    callSidecar('searchLogs', { query: { ...spanOf(asked), ...searchOf(asked), ...page }, signal })
  );
  return noteTruncation([logLines(collected.items, query.refId)], collected);
}
