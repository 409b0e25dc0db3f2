import { setTimeout as pause } from 'node:timers/promises';
import { SidecarClient } from '../chaos/sidecar-client.ts';
import { grafanaContext, SHARED_KEY } from '../support/processes/running-sidecar.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { Addresses } from '../support/processes/sidecar-process.ts';

export interface ScreenLatency {
  readonly samples: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Of them, how many the open page was told by the event stream. */
  readonly toldByStream: number;
}

interface Trial {
  /** Over this long the services break, each at a moment of its own. */
  readonly overMs: number;
  readonly services: readonly string[];
  readonly random: SeededRandom;
  /** Makes the service cross the threshold; resolves when its lines are with whoever gets them first. */
  readonly breakService: (service: string) => Promise<void>;
  readonly deadlineMs: number;
}

/**
 * From the line that crosses the threshold to the incident on an open page: the page listens to the event stream and
 * reads the overview at each message, as the app does; the time ends when the answer with the incident has come.
 */
export async function measureScreen(addresses: Addresses, trial: Trial): Promise<ScreenLatency> {
  const client = new SidecarClient(addresses);
  const crossedAt = new Map<string, number>();
  const latencies = new Map<string, number>();
  const page = openPage(addresses, async () => {
    for (const { service } of (await client.overview()).incidents) {
      const at = crossedAt.get(service);
      if (at !== undefined && !latencies.has(service)) {
        latencies.set(service, Date.now() - at);
      }
    }
  });
  await page.isOpen;
  const break_ = async (service: string) => {
    await pause(trial.random.below(trial.overMs));
    crossedAt.set(service, Date.now());
    await trial.breakService(service);
  };
  await Promise.all(trial.services.map(break_));
  const deadline = Date.now() + trial.deadlineMs;
  while (latencies.size < trial.services.length && Date.now() < deadline) {
    await pause(20);
  }
  page.close();
  if (latencies.size < trial.services.length) {
    throw new Error(
      `${trial.services.length - latencies.size} of ${trial.services.length} incidents never came to the page`
    );
  }
  const sorted = [...latencies.values()].sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { samples: sorted.length, medianMs: quantile(0.5), p95Ms: quantile(0.95), toldByStream: page.messages() };
}

/** Reads again at each message, one reading at a time. */
function openPage({ v1 }: Addresses, read: () => Promise<void>) {
  const abort = new AbortController();
  let incidentMessages = 0;
  let opened = () => undefined as void;
  const isOpen = new Promise<void>((resolve) => (opened = resolve));
  const listen = async () => {
    const person = grafanaContext({ login: 'ada', role: 'Viewer' });
    const headers = { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': person };
    const response = await fetch(`${v1}/v1/stream`, { headers, signal: abort.signal });
    opened();
    for await (const chunk of response.body ?? []) {
      const told = Buffer.from(chunk).toString('utf8').split('"type":"incident"').length - 1;
      incidentMessages += told;
      if (told > 0) {
        await read();
      }
    }
  };
  listen().catch((error: unknown) => {
    if (!abort.signal.aborted) {
      throw error;
    }
  });
  return { isOpen, messages: () => incidentMessages, close: () => abort.abort() };
}
