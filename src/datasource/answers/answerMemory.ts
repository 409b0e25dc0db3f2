import { type DataFrame } from '@grafana/data';
import { callSidecar } from '../../shared/api/callSidecar';
import { adviceTable, learningTable, matchTable, memoryTable } from '../frames/memoryFrames';
import { type Asked, checkedServices, noteTruncation, QueryProblem } from './asked';
import { readPages } from './readPages';

/** As many matches as recall gives at once. */
const MOST_MATCHES = 50;

/** What is remembered of the time that is shown. */
export async function answerMemories({ query, context, signal }: Asked): Promise<DataFrame[]> {
  const filter = {
    service: checkedServices(query.services),
    from: context.from,
    to: context.to,
    ...(query.contains === '' ? {} : { text: query.contains }),
  };
  const collected = await readPages(query.limit, (page) =>
    callSidecar('listMemories', { query: { ...filter, ...page }, signal })
  );
  return noteTruncation([memoryTable(collected.items, query.refId)], collected);
}

/** Two tables: what is like it, and what follows from that. The time that is shown narrows neither. */
export async function answerRecall({ query, signal }: Asked): Promise<DataFrame[]> {
  const [service, ...others] = query.services;
  if (query.incident === '' && query.contains.trim() === '' && service === undefined) {
    throw new QueryProblem('Memory is asked about nothing. Name an incident, a service, or what is seen.');
  }
  if (others.length > 0) {
    throw new QueryProblem('A situation is of one service. Choose one, or none.');
  }
  const answer =
    query.incident === ''
      ? await callSidecar('recall', {
          body: {
            text: query.contains.trim(),
            limit: Math.min(query.limit, MOST_MATCHES),
            ...(service === undefined ? {} : { service }),
          },
          signal,
        })
      : await callSidecar('recallForIncident', { incident: query.incident, signal });
  const matches = matchTable(answer, query.refId);
  const notices = [answer.seen.sentence, ...(answer.note === null ? [] : [answer.note])];
  matches.meta = { ...matches.meta, notices: notices.map((text) => ({ severity: 'info', text })) };
  return [matches, adviceTable(answer, query.refId)];
}

export async function answerLearning({ query, signal }: Asked): Promise<DataFrame[]> {
  const { learningConfidence, at } = await callSidecar('overview', { signal });
  return [learningTable(learningConfidence, at, query.refId)];
}
