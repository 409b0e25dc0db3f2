import { bulkAnswer } from '../../../src/adapters/compat-elasticsearch/bulk/bulk-answer.ts';
import { readBulk } from '../../../src/adapters/compat-elasticsearch/bulk/read-bulk.ts';

export interface DocumentsBench {
  /** Of small log documents with their actions: read strictly, understood, answered. A CPU second each. */
  readonly documents: number;
  readonly bytesADocument: number;
  /** The same lines through a split and a bare JSON.parse, in the same run. */
  readonly bareDocuments: number;
}

const DOCUMENTS_A_BODY = 5000;
const ROUNDS = 5;
const BODIES_A_ROUND = 5;

/** What `_bulk` costs before a line is redacted and counted, beside what reading JSON costs at all. */
export function benchDocuments(): DocumentsBench {
  const body = Buffer.from(Array.from({ length: DOCUMENTS_A_BODY }, (_, index) => lines(index)).join(''));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    bare: rate(() => readBare(body)),
    ours: rate(() => readOurs(body)),
  }));
  return {
    documents: median(rounds.map(({ ours }) => ours)),
    bytesADocument: Math.round(body.length / DOCUMENTS_A_BODY),
    bareDocuments: median(rounds.map(({ bare }) => bare)),
  };
}

function lines(index: number): string {
  const document = {
    '@timestamp': new Date(Date.UTC(2026, 10, 21) + index).toISOString(),
    'log.level': index % 10 === 0 ? 'error' : 'info',
    message: `request ${index} of customer ${index * 7} took ${index * 3} ms and was answered by replica 2`,
    service: { name: `service-${index % 20}` },
    host: { name: 'node-1' },
    trace: { id: '0af7651916cd43dd8448eb211c80319c' },
  };
  return `{"create":{"_index":"logs-shop"}}\n${JSON.stringify(document)}\n`;
}

function readBare(body: Buffer): number {
  let seen = 0;
  for (const line of body.toString('utf8').split('\n')) {
    seen += line === '' || JSON.parse(line) === null ? 0 : 1;
  }
  return seen / 2;
}

function readOurs(body: Buffer): number {
  const read = readBulk(body, null);
  if (!read.ok) {
    throw new Error('the body of the benchmark cannot be read');
  }
  const answer = bulkAnswer(read.value.items, { digest: 'of-the-benchmark', tookMs: 1 });
  return answer.length === 0 ? 0 : read.value.signals.lines.length;
}

function rate(read: () => number): number {
  const before = process.cpuUsage();
  let documents = 0;
  for (let body = 0; body < BODIES_A_ROUND; body += 1) {
    documents += read();
  }
  const { user, system } = process.cpuUsage(before);
  return documents / ((user + system) / 1e6);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
