import { alarmsConform } from './alarms.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { freshScope, type Conformance, type ConformanceOptions, type OpenedStores } from './conformance.ts';
import { eventsConform } from './events.ts';
import { idempotencyConforms } from './idempotency.ts';
import { incidentVisibilityConforms } from './incident-visibility.ts';
import { incidentsConform } from './incidents.ts';
import { leasesConform } from './leases.ts';
import { logsConform } from './signals/logs.ts';
import { metricsConform } from './signals/metrics.ts';
import { occurrencesConform } from './signals/occurrences.ts';
import { memoriesConform } from './memories/memories.ts';
import { memoryVisibilityConforms } from './memories/memory-visibility.ts';
import { recallConforms } from './memories/recall.ts';
import { outboxConforms } from './outbox.ts';
import { pagingConforms } from './paging.ts';
import { settingsConform } from './settings.ts';
import { signalsConform } from './signals/signals.ts';
import { statisticsConform } from './signals/statistics.ts';
import { templatesConform } from './signals/templates.ts';
import { trafficConforms } from './signals/traffic.ts';

/**
 * The one suite that every store adapter passes: what the comments of the ports promise, seen through the ports alone.
 * A store is opened once; each test works in an organisation of its own.
 */
export function describeStores(
  name: string,
  open: () => Promise<OpenedStores>,
  options: ConformanceOptions = {}
): void {
  describe(`stores in ${name}`, () => {
    let opened: OpenedStores | undefined;
    const conformance: Conformance = {
      stores: () => required(opened),
      settle: options.settle ?? (async () => {}),
      freshScope,
    };

    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.cleanUp();
    });

    eventsConform(conformance);
    incidentsConform(conformance);
    incidentVisibilityConforms(conformance);
    logsConform(conformance);
    statisticsConform(conformance);
    signalsConform(conformance);
    templatesConform(conformance);
    trafficConforms(conformance);
    metricsConform(conformance);
    occurrencesConform(conformance);
    alarmsConform(conformance);
    memoriesConform(conformance);
    memoryVisibilityConforms(conformance);
    recallConforms(conformance);
    pagingConforms(conformance);
    leasesConform(conformance);
    outboxConforms(conformance);
    settingsConform(conformance);
    idempotencyConforms(conformance);

    test('check answers with how long it took', async () => {
      const { milliseconds, detail } = await conformance.stores().check();
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(detail).not.toBe('');
    });
  });
}

function required(opened: OpenedStores | undefined): Stores {
  if (opened === undefined) {
    throw new Error('the stores did not open');
  }
  return opened.stores;
}
