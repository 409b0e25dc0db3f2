import { randomInt } from 'node:crypto';
import {
  ensureElasticsearch,
  startElasticsearch,
  type ElasticsearchServer,
} from '../support/elasticsearch/elasticsearch-server.ts';
import { killElasticsearch } from './kill-elasticsearch.ts';
import { killUnderLoad } from './kill-under-load.ts';

const KILLS = Number(process.env['IM_TEST_CHAOS_KILLS'] ?? 20);
/** Starting again over Elasticsearch takes its lease and its time. */
const KILLS_OVER_ELASTICSEARCH = Math.ceil(KILLS / 2);
/** With those of outage.test.ts three a run; a server takes a quarter of a minute to come back. */
const KILLS_OF_ELASTICSEARCH = 1;
const SEED = Number(process.env['IM_TEST_CHAOS_SEED'] ?? randomInt(2 ** 31));
/** Generous: what is tried is whether promises are kept, not how fast. */
const MILLISECONDS_A_KILL = 30_000;

describe(`the process is killed under load (seed ${SEED})`, () => {
  it(
    'on SQLite: nothing acknowledged is lost, nothing is there twice',
    async () => {
      const report = await killUnderLoad({ kills: KILLS, seed: SEED, store: { kind: 'sqlite' } });
      expect(report.findings).toEqual([]);
      expectLoad(report.promised, KILLS);
    },
    KILLS * MILLISECONDS_A_KILL
  );

  it(
    'on Elasticsearch: the same',
    async () => {
      const server = await ensureElasticsearch();
      try {
        const store = { kind: 'elasticsearch', url: server.url } as const;
        const report = await killUnderLoad({ kills: KILLS_OVER_ELASTICSEARCH, seed: SEED, store });
        expect(report.findings).toEqual([]);
        expectLoad(report.promised, KILLS_OVER_ELASTICSEARCH);
      } finally {
        await server.stop();
      }
    },
    KILLS_OVER_ELASTICSEARCH * MILLISECONDS_A_KILL
  );
});

/** A kill without load would prove nothing. */
function expectLoad(promised: Record<string, number>, kills: number): void {
  expect(promised['lines']).toBeGreaterThan(kills * 50);
  expect(promised['notes']).toBeGreaterThan(kills);
  expect(promised['alerts']).toBeGreaterThan(kills / 2);
  expect(promised['unansweredBatches']).toBeGreaterThan(kills / 2);
}

describe('Elasticsearch is killed during intake', () => {
  let server: ElasticsearchServer;
  beforeAll(async () => {
    server = await startElasticsearch();
  }, 240_000);
  afterAll(() => server.stop());

  it('lines are taken into the spool, are shown to wait there, and all of them are stored after it is back', async () => {
    const report = await killElasticsearch(server, KILLS_OF_ELASTICSEARCH);
    expect(report.findings).toEqual([]);
    expect(report.spooledBatches).toBeGreaterThan(0);
    expect(report.notes).toBeGreaterThan(0);
  }, 600_000);
});
