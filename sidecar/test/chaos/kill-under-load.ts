import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { DATABASE_FILE } from '../../src/adapters/store-sqlite/data-folder.ts';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { randomIndexPrefix } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest } from '../support/elasticsearch/elasticsearch-stores.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import {
  errorsIn,
  prepareSidecar,
  startProcess,
  type SidecarPlace,
  type SidecarProcess,
} from '../support/processes/sidecar-process.ts';
import { until } from '../support/until.ts';
import { checkChains, checkIncidents, checkLines, checkTimelines } from './check-promises.ts';
import { load } from './load.ts';
import { countOf, noPromises, type Promises } from './promises.ts';
import { SidecarClient } from './sidecar-client.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly store: { readonly kind: 'sqlite' } | { readonly kind: 'elasticsearch'; readonly url: string };
  /** Told after each kill. */
  readonly onKill?: (kill: number, findings: readonly string[]) => void;
}

export interface KillReport {
  readonly kills: number;
  /** What was acknowledged, and so had to be there. */
  readonly promised: Record<string, number>;
  /** What was lost, doubled or broken; empty when all is well. */
  readonly findings: string[];
}

const LATEST_KILL_MS = 1500;
const LOAD_BEGINS_WITHIN_MS = 6000;
/** So many kills hit the start instead: the reading of what the last kill left. */
const EVERY_NTH_AT_START = 6;
const LATEST_KILL_AT_START_MS = 1500;
/** A sidecar that dies is followed within 30 s (its lease on Elasticsearch), and then detection has to look. */
const DETECTED_WITHIN_MS = 60_000;
const DRAINED_WITHIN_MS = 30_000;

/**
 * The real process under load on one set of data, killed with SIGKILL at random moments and started again. After each
 * start what this round had acknowledged is looked for, at the end what all of them had.
 */
export async function killUnderLoad({ kills, seed, store, onKill }: KillOptions): Promise<KillReport> {
  const random = new SeededRandom(seed);
  const promises = noPromises();
  const findings: string[] = [];
  const indexPrefix = randomIndexPrefix();
  const place = prepareSidecar(
    store.kind === 'sqlite'
      ? {}
      : {
          IM_STORE: 'elasticsearch',
          IM_STORE_ELASTICSEARCH_URL: store.url,
          IM_STORE_ELASTICSEARCH_INDEX_PREFIX: indexPrefix,
          IM_STORE_ELASTICSEARCH_REPLICAS: '0',
        }
  );
  let sidecar = startProcess(place);
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const known = findings.length;
      if (kill % EVERY_NTH_AT_START === 0) {
        await killed(sidecar, random.below(LATEST_KILL_AT_START_MS));
      } else {
        const round = String(kill);
        const client = new SidecarClient(await sidecar.ready);
        const underLoad = load({ client, promises, random, round });
        await loadBegan(promises, random);
        await killed(sidecar, random.below(LATEST_KILL_MS));
        await underLoad;
      }
      findings.push(...errorsIn(sidecar.log).map((line) => `the sidecar said: ${line.slice(0, 500)}`));
      sidecar = startProcess(place);
      if (kill % EVERY_NTH_AT_START !== EVERY_NTH_AT_START - 1 || kill === kills) {
        findings.push(...(await checkRound(new SidecarClient(await sidecar.ready), promises, String(kill))));
      }
      onKill?.(kill, findings.slice(known));
    }
    findings.push(...(await checkEverything(new SidecarClient(await sidecar.ready), promises)));
    findings.push(...(await stopped(sidecar)));
    findings.push(...(store.kind === 'sqlite' ? await checkFile(place) : []));
    findings.push(...promises.refusals);
    return { kills, promised: countOf(promises), findings };
  } finally {
    await killed(sidecar, 0);
    await finish({ place, store, indexPrefix, findings });
  }
}

/** On a slow machine a kill too early meets nobody: it waits for lines, for an alert or for a note to be acknowledged. */
async function loadBegan(promises: Promises, random: SeededRandom): Promise<void> {
  const wanted = (['lines', 'alerts', 'notes'] as const)[random.below(3)] ?? 'lines';
  const before = countOf(promises)[wanted] ?? 0;
  const grew = () => (countOf(promises)[wanted] ?? 0) > before;
  await until(`an acknowledgement of ${wanted}`, grew, LOAD_BEGINS_WITHIN_MS).catch(() => undefined);
}

async function killed(sidecar: SidecarProcess, afterMs: number): Promise<void> {
  await pause(afterMs);
  sidecar.send('SIGKILL');
  await sidecar.ended;
}

/** What the round before had promised. */
async function checkRound(client: SidecarClient, promises: Promises, round: string): Promise<string[]> {
  const isOfRound = ([service]: readonly [string, unknown]) => service.startsWith(`sender-${round}-`);
  const recent = promises.notes.slice(-200).map(({ incident }) => incident);
  const findings = [
    ...(await spoolEmptied(client)),
    ...(await checkLines(client, [...promises.lines].filter(isOfRound))),
    ...(await writeUnansweredAgain(client, promises)),
    ...(await checkTimelines(client, promises, new Set(recent))),
  ];
  await settleBursts(client, promises);
  return findings;
}

async function checkEverything(client: SidecarClient, promises: Promises): Promise<string[]> {
  const findings = await checkLines(client, promises.lines);
  const isSettled = async () => {
    await settleBursts(client, promises);
    return promises.bursts.every(({ acknowledged, seen }) => seen || !acknowledged);
  };
  await until('an incident for each burst', isSettled, DETECTED_WITHIN_MS).catch((error: unknown) => {
    findings.push(String(error));
  });
  let problems: string[] = [];
  // Lists may be a moment behind on Elasticsearch.
  const look = async () => {
    problems = checkIncidents(await client.incidents(), promises);
    return problems.length === 0;
  };
  await until('sound incidents', look).catch(() => findings.push(...problems));
  const touched = new Set(promises.notes.map(({ incident }) => incident));
  return [...findings, ...(await checkTimelines(client, promises, touched)), ...(await spoolEmptied(client))];
}

/** A client that got no answer asks again with the same key: then it is written, and once only. */
async function writeUnansweredAgain(client: SidecarClient, promises: Promises): Promise<string[]> {
  const findings: string[] = [];
  for (const note of promises.notes.filter(({ acknowledged }) => !acknowledged)) {
    const { incident, text, key } = note;
    const answer = await client.act(`/v1/incidents/${incident}/notes`, { body: { text }, key });
    note.acknowledged = answer.status === 200;
    if (answer.status !== 200) {
      findings.push(`the note "${text}", written again, was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
  }
  return findings;
}

/** Marks bursts whose incident is there, and confirms it, so that the next burst has to open another. */
async function settleBursts(client: SidecarClient, promises: Promises): Promise<void> {
  for (const { id, service } of await client.underWay()) {
    const waiting = promises.bursts.filter((burst) => burst.service === service && !burst.seen);
    if (waiting.length > 0) {
      const body = { cause: 'chaos', fix: 'none was needed', fixKind: 'other' };
      const answer = await client.act(`/v1/incidents/${id}/confirm`, { body, key: `settle-${id}` });
      waiting.forEach((burst) => (burst.seen = answer.status === 200));
      promises.closedAt.set(service, Date.now());
    }
  }
}

async function spoolEmptied(client: SidecarClient): Promise<string[]> {
  const isEmpty = async () => (await client.overview()).spool.batches === 0;
  return until('an empty spool', isEmpty, DRAINED_WITHIN_MS).then(
    () => [],
    (error: unknown) => [String(error)]
  );
}

async function stopped(sidecar: SidecarProcess): Promise<string[]> {
  sidecar.send('SIGTERM');
  const { code, signal } = await sidecar.ended;
  return code === 0 ? [] : [`asked to stop, the sidecar ended with ${code ?? signal}`];
}

async function checkFile({ dataFolder }: SidecarPlace): Promise<string[]> {
  const database = new SqliteDatabase(join(dataFolder, DATABASE_FILE), { readonly: true });
  const answer = database.pragma('integrity_check', { simple: true });
  database.close();
  return answer === 'ok' ? [] : [`the integrity check of the file says ${String(answer)}`];
}

/** Looks at the chains behind the stopped sidecar, and leaves nothing on the machine. */
async function finish(left: {
  place: SidecarPlace;
  store: KillOptions['store'];
  indexPrefix: string;
  findings: string[];
}): Promise<void> {
  const { place, store, indexPrefix, findings } = left;
  try {
    if (store.kind === 'sqlite') {
      const stores = await openSqliteStores({ dataFolder: place.dataFolder });
      findings.push(...(await checkChains(stores)));
      await stores.close();
    } else {
      const opened = await openStoresForTest(store.url, { indexPrefix });
      findings.push(...(await checkChains(opened.stores)));
      await opened.cleanUp();
    }
  } finally {
    place.remove();
  }
}
