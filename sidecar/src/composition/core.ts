import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { inProcessFeed } from '../adapters/live-feed/in-process-feed.ts';
import { createRedactor, type Redactor } from '../domain/redaction/redact.ts';
import type { Configuration } from '../platform/configuration/schema.ts';
import { createMetrics, type Metrics } from '../platform/metrics.ts';
import { randomIds } from '../platform/random-ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { LiveFeed } from '../ports/live-feed.ts';
import type { Stores } from '../ports/stores/stores.ts';
import { IncidentLedger } from '../usecases/incidents/incident-ledger.ts';
import { SourceWatch } from '../usecases/intake/source-watch.ts';

/** What nearly every part is built from. */
export interface Core {
  readonly configuration: Configuration;
  readonly version: string;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly feed: LiveFeed;
  readonly ledger: IncidentLedger;
  readonly sources: SourceWatch;
  readonly metrics: Metrics;
  readonly redact: Redactor;
}

export function buildCore({
  configuration,
  stores,
  clock,
  logger,
}: Pick<Core, 'configuration' | 'stores' | 'clock' | 'logger'>): Core {
  const ids = randomIds(clock);
  const feed = inProcessFeed();
  return {
    configuration,
    version: productVersion(),
    stores,
    clock,
    ids,
    logger,
    feed,
    ledger: new IncidentLedger({ stores, clock, ids, feed }),
    sources: new SourceWatch(),
    metrics: createMetrics(),
    redact: createRedactor(configuration.redaction.personal),
  };
}

function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}
