/** Starts a server for a whole test run, prints `IM_TEST_ELASTICSEARCH_URL=…`, and stops it on SIGTERM or SIGINT. */
import { startElasticsearch } from './elasticsearch-server.ts';

const ended = new Promise<void>((resolve) => {
  process.once('SIGTERM', resolve);
  process.once('SIGINT', resolve);
});
try {
  const server = await startElasticsearch();
  process.stdout.write(`IM_TEST_ELASTICSEARCH_URL=${server.url}\n`);
  const hold = setInterval(() => undefined, 60_000);
  await ended;
  clearInterval(hold);
  await server.stop();
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}
