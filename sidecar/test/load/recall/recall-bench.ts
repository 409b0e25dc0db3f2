/** By hand: `node recall-bench.ts sqlite|elasticsearch MEMORIES [QUESTIONS]` (`npm run bench:recall`). */
import { ensureElasticsearch } from '../../support/elasticsearch/elasticsearch-server.ts';
import { measureRecall } from './measure-recall.ts';

const [store = 'sqlite', memories = '10000', questions = '100'] = process.argv.slice(2);
const size = { memories: Number(memories), questions: Number(questions) };
const say = (line: string) => process.stdout.write(`${line}\n`);

const server = store === 'sqlite' ? null : await ensureElasticsearch();
if (server !== null) {
  process.env.IM_TEST_ELASTICSEARCH_URL = server.url;
}
const { latencies, ...bench } = await measureRecall(store === 'sqlite' ? 'sqlite' : 'elasticsearch', size);
for (const [what, figure] of Object.entries(bench)) {
  say(`${what.padEnd(24)} ${typeof figure === 'number' ? Math.round(figure * 10) / 10 : figure}`);
}
say('words  organisation  writers  median   p95  slowest  CPU (ms)');
for (const { words, organisation, writers, median, p95, slowest, cpuMs } of latencies) {
  const figures = [median, p95, slowest, cpuMs].map((ms) => ms.toFixed(1).padStart(8)).join('');
  say(`${String(words).padStart(5)}  ${organisation.padEnd(12)}  ${String(writers).padStart(7)}${figures}`);
}
await server?.stop();
