import type { ConnectionTestAnswer, SettingView } from '@incident-memory/contract';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { SourcesOf } from '../../../usecases/read-error-samples.ts';
import type { SourceWatch } from '../../../usecases/intake/source-watch.ts';
import type { Handlers } from '../call.ts';

interface Dependencies {
  readonly views: readonly SettingView[];
  readonly stores: Stores;
  readonly sources: SourceWatch;
  readonly sourcesOf: SourcesOf;
  readonly clock: Clock;
}

export function settingsRoutes({
  views,
  stores,
  sources,
  sourcesOf,
  clock,
}: Dependencies): Pick<Handlers, 'readSettings' | 'testConnection'> {
  return {
    readSettings: ({ reader }) => ({
      settings: [...views],
      sources: sources.statuses(reader.scope.organisation, clock.now()),
    }),
    testConnection: async ({ reader, body: { target } }): Promise<ConnectionTestAnswer> => {
      const started = clock.now();
      try {
        if (target === 'store') {
          const { milliseconds, detail } = await stores.check();
          return { target, ok: true, milliseconds, sentence: detail };
        }
        const telemetry = sourcesOf(reader.scope.organisation);
        if (telemetry.length === 0) {
          return {
            target,
            ok: true,
            milliseconds: 0,
            sentence: 'No log source is configured to be asked; lines come in by themselves.',
          };
        }
        const checks = await Promise.all(
          telemetry.map(async (source) => `${source.name}: ${(await source.check()).detail}`)
        );
        return { target, ok: true, milliseconds: clock.now() - started, sentence: checks.join(' · ') };
      } catch (error) {
        return { target, ok: false, milliseconds: clock.now() - started, sentence: (error as Error).message };
      }
    },
  };
}
