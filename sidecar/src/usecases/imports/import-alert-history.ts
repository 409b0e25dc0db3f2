import {
  IMPORT_MAX_RECORDS,
  type ImportGrafanaBody,
  type ImportPreview,
  type ImportRun,
} from '@incident-memory/contract';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { AlertHistory } from '../../ports/alert-history.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Given, Importer, ImportMemories } from './import-memories.ts';

interface Dependencies {
  readonly imports: ImportMemories;
  /** Those that are configured for an organisation; each may be read once. */
  readonly historiesOf: (organisation: string) => readonly AlertHistory[];
  readonly clock: Pick<Clock, 'now'>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What other programs keep is asked for, and then imported as a file of it would be. */
export class ImportAlertHistory {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async preview(scope: Scope, body: ImportGrafanaBody, importer: Importer): Promise<ImportPreview> {
    const { given, isCut } = await this.given(scope, body);
    const preview = await this.dependencies.imports.preview(scope, given, importer);
    const cut = `Only the newest ${IMPORT_MAX_RECORDS} changes were read: ask for fewer days to see them apart`;
    return isCut ? { ...preview, assumptions: [cut, ...preview.assumptions] } : preview;
  }

  async import(scope: Scope, body: ImportGrafanaBody, importer: Importer): Promise<ImportRun> {
    const { given } = await this.given(scope, body);
    return this.dependencies.imports.import(scope, given, importer);
  }

  private async given(
    scope: Scope,
    { days, service, zone }: ImportGrafanaBody
  ): Promise<{ given: Given; isCut: boolean }> {
    const histories = this.dependencies.historiesOf(scope.organisation);
    if (histories.length === 0) {
      throw new ApplicationError('IM_IMPORT_NO_GRAFANA');
    }
    const to = this.dependencies.clock.now();
    const files: { name: string; text: string }[] = [];
    let room = IMPORT_MAX_RECORDS;
    let isCut = false;
    for (const history of histories) {
      const read = await history.read({ from: to - days * DAY_MS, to, most: room });
      room -= read.records.length;
      isCut ||= read.isCut;
      if (read.records.length > 0) {
        files.push({ name: history.name, text: JSON.stringify(read.records) });
      }
    }
    if (files.length === 0) {
      throw new ApplicationError('IM_IMPORT_UNREADABLE', {
        details: { problem: `Grafana has no alert history and no annotations of the last ${days} days` },
      });
    }
    return { given: { files, format: 'grafana-annotations', service, zone }, isCut };
  }
}
