/**
 * npm run chaos -- --kills 200 --store sqlite|elasticsearch|both --seed N: kills the real process under load so many
 * times a store, and with Elasticsearch kills that as well; with --forgetting kills a process that forgets, in SQLite;
 * exit code 1 on any loss.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureElasticsearch, startElasticsearch } from '../support/elasticsearch/elasticsearch-server.ts';
import { endTidily } from '../support/processes/sidecar-process.ts';
import { killForgettings } from './forgetting/kill-forgettings.ts';
import { killElasticsearch } from './kill-elasticsearch.ts';
import { killUnderLoad, type KillOptions, type KillReport } from './kill-under-load.ts';

const KILLS_OF_ELASTICSEARCH = 3;
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    store: { type: 'string', default: 'both' },
    forgetting: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const isKnownStore = ['sqlite', 'elasticsearch', 'both'].includes(values.store);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || !isKnownStore) {
  process.stderr.write(
    'npm run chaos -- [--kills 200] [--store sqlite|elasticsearch|both] [--forgetting] [--seed NUMBER]\n'
  );
  process.exit(2);
}

endTidily();
const say = (line: string) => process.stdout.write(`${line}\n`);
const findings: string[] = [];
say(`seed ${seed}`);
if (values.forgetting) {
  const { findings: found, ...facts } = await killForgettings({ kills, seed, onKill: (kill) => say(`  kill ${kill}`) });
  conclude('kills of a forgetting', facts, found);
} else if (values.store !== 'elasticsearch') {
  await killsOver({ kind: 'sqlite' });
}
if (values.store !== 'sqlite' && !values.forgetting) {
  const shared = await ensureElasticsearch();
  await killsOver({ kind: 'elasticsearch', url: shared.url });
  await shared.stop();
  const own = await startElasticsearch();
  const { findings: found, ...facts } = await killElasticsearch(own, KILLS_OF_ELASTICSEARCH, (step) =>
    say(`  ${step}`)
  );
  await own.stop();
  conclude('kills of Elasticsearch', facts, found);
}
process.exitCode = findings.length === 0 ? 0 : 1;

async function killsOver(store: KillOptions['store']): Promise<void> {
  const onKill = (kill: number, found: readonly string[]) => {
    found.forEach((finding) => say(`  kill ${kill}: ${finding}`));
    if (kill % 10 === 0) {
      say(`  ${kill} of ${kills} kills on ${store.kind}`);
    }
  };
  const report: KillReport = await killUnderLoad({ kills, seed, store, onKill });
  conclude(`${kills} kills on ${store.kind}`, report.promised, report.findings);
}

function conclude(what: string, facts: object, found: readonly string[]): void {
  findings.push(...found);
  const counted = Object.entries(facts).map(([name, count]) => `${name} ${String(count)}`);
  say(`${what}: ${counted.join(', ')}; ${found.length === 0 ? 'nothing lost, nothing twice' : 'PROMISES BROKEN:'}`);
  found.forEach((finding) => say(`  ${finding}`));
}
