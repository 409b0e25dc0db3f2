import { GrafanaAlertHistory } from '../adapters/telemetry-grafana/grafana-alert-history.ts';
import { GrafanaServer } from '../adapters/telemetry-grafana/grafana-server.ts';
import { FileExportFolder } from '../adapters/export-folder/file-export-folder.ts';
import { presentMemory } from '../adapters/http/present/present-memory.ts';
import { organisationId } from '../domain/tenancy/scope.ts';
import { createOutbound } from '../platform/outbound/outbound-http.ts';
import { readJson } from '../platform/strict-json.ts';
import type { AlertHistory } from '../ports/alert-history.ts';
import { ExportMemories } from '../usecases/imports/export-memories.ts';
import { ExportNightly } from '../usecases/imports/export-nightly.ts';
import { ImportAlertHistory } from '../usecases/imports/import-alert-history.ts';
import { ImportMemories } from '../usecases/imports/import-memories.ts';
import { ImportQueue } from '../usecases/imports/import-queue.ts';
import { ImportRuns } from '../usecases/imports/import-runs.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';

export interface ImportParts {
  readonly imports: ImportMemories;
  readonly alertHistory: ImportAlertHistory;
  readonly runs: ImportRuns;
  readonly queue: ImportQueue;
  readonly exports: ExportMemories;
  readonly nightly: ExportNightly;
}

/** Cold start: what others wrote comes in, is confirmed, and everything goes out again. */
export function buildImports(
  core: Core,
  { ledger, categories, nameOf }: Pick<MemoryParts, 'ledger' | 'categories' | 'nameOf'>
): ImportParts {
  const { stores, clock, ids, redact } = core;
  const { exportFolder } = core.configuration.memory;
  const exports = new ExportMemories({ stores, present: presentMemory });
  const runs = new ImportRuns({ settings: stores.settings });
  const imports = new ImportMemories({ ledger, stores, runs, categories, clock, ids, redact, readJson });
  return {
    ...{ imports, runs, exports },
    alertHistory: new ImportAlertHistory({ imports, clock, historiesOf: grafanaHistories(core) }),
    queue: new ImportQueue({ ledger, stores, ids, nameOf }),
    nightly: new ExportNightly({
      exports,
      settings: stores.settings,
      folder: exportFolder === null ? null : new FileExportFolder({ folder: exportFolder }),
    }),
  };
}

/** Each opens its own way out when it is read, and closes it behind it: an import is rare. */
function grafanaHistories({ configuration, clock, redact }: Core): (organisation: string) => AlertHistory[] {
  return (organisation) =>
    configuration.grafana
      .filter((settings) => organisationId(configuration.instance, settings.organisation) === organisation)
      .map((settings) => {
        const { name, url, token, caFile, requestTimeoutSeconds } = settings;
        const outbound = createOutbound({ origins: [url], timeoutSeconds: requestTimeoutSeconds, caFile });
        const server = new GrafanaServer({
          ...{ url, outbound, clock, redact },
          token: token ?? '',
          orgId: settings.grafanaOrganisation ?? settings.organisation,
        });
        return new GrafanaAlertHistory({ name: `Grafana ${name}`, url, server, clock, close: () => outbound.close() });
      });
}
