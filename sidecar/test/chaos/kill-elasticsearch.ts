import { setTimeout as pause } from 'node:timers/promises';
import { randomIndexPrefix, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest } from '../support/elasticsearch/elasticsearch-stores.ts';
import { errorsIn, prepareSidecar, startProcess } from '../support/processes/sidecar-process.ts';
import { until } from '../support/until.ts';
import { checkChains, checkLines, checkTimelines } from './check-promises.ts';
import { LINES_A_REQUEST } from './load.ts';
import { noPromises, type Promises, type SentLines } from './promises.ts';
import { SidecarClient } from './sidecar-client.ts';

export interface OutageReport {
  readonly kills: number;
  readonly lines: number;
  readonly notes: number;
  /** The most that waited in the spool, as the overview told. */
  readonly spooledBatches: number;
  /** From the server's return until everything acknowledged could be read. */
  readonly slowestCatchUpMs: number;
  readonly slowestAnswerMs: number;
  readonly findings: string[];
}

const SENDERS = 4;
/** Requests that are answered while the server is there, and then while it is gone. */
const REQUESTS_BEFORE = 30;
const REQUESTS_DURING = 60;
const CAUGHT_UP_WITHIN_MS = 120_000;
/** Longer than one request to a server that went away may take with all its repetitions. */
const ANSWERED_WITHIN_MS = 40_000;

const PAUSE_MS = 20;
/** A server may need a minute to come back: what is sent meanwhile must be read back one by one. */
const PAUSE_WHILE_IT_STARTS_MS = 1000;

/** Kills a real Elasticsearch under a sidecar that takes lines in, and brings it back, so many times. */
export async function killElasticsearch(
  server: ElasticsearchServer,
  kills: number,
  onStep: (step: string) => void = () => undefined
): Promise<OutageReport> {
  const indexPrefix = randomIndexPrefix();
  const place = prepareSidecar({
    IM_STORE: 'elasticsearch',
    IM_STORE_ELASTICSEARCH_URL: server.url,
    IM_STORE_ELASTICSEARCH_INDEX_PREFIX: indexPrefix,
    IM_STORE_ELASTICSEARCH_REPLICAS: '0',
  });
  const sidecar = startProcess(place);
  const promises = noPromises();
  const report = { spooledBatches: 0, slowestCatchUpMs: 0, slowestAnswerMs: 0, findings: [] as string[] };
  try {
    const client = new SidecarClient(await sidecar.ready);
    for (let kill = 1; kill <= kills; kill += 1) {
      const outage = await outageOf({ client, server, promises, round: String(kill), onStep });
      report.spooledBatches = Math.max(report.spooledBatches, outage.spooledBatches);
      report.slowestCatchUpMs = Math.max(report.slowestCatchUpMs, outage.catchUpMs);
      report.slowestAnswerMs = Math.max(report.slowestAnswerMs, outage.slowestAnswerMs);
      report.findings.push(...outage.findings);
    }
    report.findings.push(...(await checkLines(client, promises.lines)));
    sidecar.send('SIGTERM');
    const { code } = await sidecar.ended;
    report.findings.push(...errorsIn(sidecar.log), ...(code === 0 ? [] : [`stopping ended with ${code}`]));
    const opened = await openStoresForTest(server.url, { indexPrefix });
    report.findings.push(...(await checkChains(opened.stores)));
    await opened.cleanUp();
    const lines = [...promises.lines.values()].reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const notes = promises.notes.filter(({ acknowledged }) => acknowledged).length;
    return { kills, lines, notes, ...report };
  } finally {
    sidecar.send('SIGKILL');
    await sidecar.ended;
    place.remove();
  }
}

interface Outage {
  readonly client: SidecarClient;
  readonly server: ElasticsearchServer;
  readonly promises: Promises;
  readonly round: string;
  readonly onStep: (step: string) => void;
}

async function outageOf({ client, server, promises, round, onStep }: Outage) {
  const findings: string[] = [];
  const answers = { count: 0, slowestMs: 0 };
  let isOver = false;
  let pauseMs = PAUSE_MS;
  const sender = async (number: number) => {
    const service = `outage-${round}-${number}`;
    const sent: SentLines = { from: Date.now(), acknowledged: new Set(), unanswered: [] };
    promises.lines.set(service, sent);
    for (let request = 0; !isOver; request += 1) {
      const texts = Array.from(
        { length: LINES_A_REQUEST },
        (_, line) => `line ${round} ${number} ${request} ${line} done`
      );
      const began = Date.now();
      const answer = await client.sendLines(texts.map((message) => ({ service, level: 'INFO', message })));
      answers.slowestMs = Math.max(answers.slowestMs, Date.now() - began);
      answers.count += 1;
      if (answer.status === 200) {
        texts.forEach((text) => sent.acknowledged.add(text));
      } else {
        findings.push(`lines were answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
        isOver = true;
      }
      await pause(pauseMs);
    }
  };
  const incident = await alertedIncident(client, round);
  const sending = Promise.all([
    ...Array.from({ length: SENDERS }, (_, number) => sender(number)),
    writeNotes({ client, promises, incident, round }, () => isOver),
  ]);
  await until('answers before the kill', () => answers.count >= REQUESTS_BEFORE, ANSWERED_WITHIN_MS);
  // A page that is open: what it was told last is what it is shown while the store is away.
  await client.overview();
  await server.kill();
  onStep('Elasticsearch is killed');
  const before = answers.count;
  const spool = { batches: 0 };
  await until(
    'answers while the server is away',
    () => isOver || answers.count >= before + REQUESTS_DURING,
    ANSWERED_WITHIN_MS
  );
  await until(
    'the spool on the overview',
    async () => {
      spool.batches = (await client.overview()).spool.batches;
      return spool.batches > 0;
    },
    ANSWERED_WITHIN_MS
  ).catch((error: unknown) => findings.push(String(error)));
  pauseMs = PAUSE_WHILE_IT_STARTS_MS;
  onStep(`lines are taken, ${spool.batches} batches wait in the spool; Elasticsearch is started again`);
  await server.restart();
  onStep('it is back');
  const backAt = Date.now();
  isOver = true;
  await sending;
  const own = [...promises.lines].filter(([service]) => service.startsWith(`outage-${round}-`));
  findings.push(...(await checkLines(client, own, CAUGHT_UP_WITHIN_MS)));
  const catchUpMs = Date.now() - backAt;
  onStep(`everything can be read ${catchUpMs} ms after that`);
  const isEmpty = async () => (await client.overview()).spool.batches === 0;
  await until('an empty spool', isEmpty, CAUGHT_UP_WITHIN_MS).catch((error: unknown) => findings.push(String(error)));
  findings.push(...(await checkTimelines(client, promises, new Set([incident]))));
  findings.push(...(await checkOrder(client, promises, incident)));
  return { findings, spooledBatches: spool.batches, catchUpMs, slowestAnswerMs: answers.slowestMs };
}

async function alertedIncident(client: SidecarClient, round: string): Promise<string> {
  const service = `alerted-${round}`;
  await until('an alert that is taken', async () => {
    const alert = { service, fingerprint: `f-${round}`, startsAt: new Date().toISOString() };
    return (await client.sendAlert(alert)).status === 200;
  });
  const found = await until('the incident', async () => (await client.incidents(`service=${service}`))[0]);
  return found.id;
}

/** A person who writes one note after the other; while the store is away the answer is an error, and nothing is kept. */
async function writeNotes(
  { client, promises, incident, round }: Pick<Outage, 'client' | 'promises' | 'round'> & { incident: string },
  isOver: () => boolean
): Promise<void> {
  for (let number = 0; !isOver(); number += 1) {
    const text = `note ${round} ${String(number).padStart(6, '0')} was seen`;
    const note = { incident, text, key: text.replaceAll(' ', '-'), acknowledged: false };
    promises.notes.push(note);
    const answer = await client.act(`/v1/incidents/${incident}/notes`, { body: { text }, key: note.key });
    note.acknowledged = answer.status === 200;
    await pause(PAUSE_MS);
  }
}

async function checkOrder(client: SidecarClient, promises: Promises, incident: string): Promise<string[]> {
  const timeline = await client.timeline(incident);
  const written = timeline.filter(({ type }) => type === 'noted').map(({ sentence }) => sentence);
  const acknowledged = promises.notes.filter((note) => note.incident === incident && note.acknowledged);
  const places = acknowledged.map(({ text }) => written.findIndex((sentence) => sentence.includes(text)));
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1))
    ? []
    : [`${incident}: notes stand in another order than they were acknowledged in`];
}
