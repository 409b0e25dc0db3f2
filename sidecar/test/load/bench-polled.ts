import { readFileSync, writeFileSync } from 'node:fs';
import { ECS_MAPPING, ecsLine, LogIndices } from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch } from '../support/elasticsearch/elasticsearch-server.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { prepareSidecar, startProcess } from '../support/processes/sidecar-process.ts';
import { measureScreen, type ScreenLatency } from './bench-screen.ts';

/**
 * Services that log into a real Elasticsearch break at random phases of the ten seconds between two questions. All
 * of them are watched by one sidecar at once, which measures many phases in the time of a few.
 */
export async function measurePolled(services: number): Promise<ScreenLatency> {
  const server = await ensureElasticsearch();
  const logs = new LogIndices(server.url);
  const index = await logs.create('bench', ECS_MAPPING);
  const place = prepareSidecar({ IM_DETECTION_WIDESPREAD_SERVICES: '1000' });
  const file = place.environment['IM_CONFIG'] ?? '';
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as object;
  const telemetry = [{ name: 'shop-logs', organisation: 1, url: server.url, index, preset: 'ecs' }];
  writeFileSync(file, JSON.stringify({ ...configuration, telemetry }));
  const sidecar = startProcess(place);
  try {
    return await measureScreen(await sidecar.ready, {
      overMs: 40_000,
      services: Array.from({ length: services }, (_, number) => `service-${number}`),
      random: new SeededRandom(4),
      breakService: async (service) => {
        const at = new Date().toISOString();
        await logs.write(
          index,
          Array.from({ length: 120 }, () => ecsLine(at, service))
        );
      },
      deadlineMs: 60_000,
    });
  } finally {
    sidecar.send('SIGKILL');
    await sidecar.ended;
    place.remove();
    await logs.removeAll();
    await server.stop();
  }
}
