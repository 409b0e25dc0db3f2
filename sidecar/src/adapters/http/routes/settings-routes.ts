import type { ConnectionTestAnswer, SettingView } from '@incident-memory/contract';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { TelemetrySource } from '../../../ports/telemetry-source.ts';
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
      const { ok, sentence } =
        target === 'store' ? await tried(stores) : await triedAll(sourcesOf(reader.scope.organisation));
      return { target, ok, milliseconds: Math.max(0, clock.now() - started), sentence };
    },
  };
}

interface Tried {
  readonly ok: boolean;
  readonly sentence: string;
}

async function tried(checked: { check(): Promise<{ detail: string }> }): Promise<Tried> {
  try {
    return { ok: true, sentence: (await checked.check()).detail };
  } catch (error) {
    return { ok: false, sentence: (error as Error).message };
  }
}

/** Each source says how it is, also beside one that fails; together they are well when all are. */
async function triedAll(sources: readonly TelemetrySource[]): Promise<Tried> {
  if (sources.length === 0) {
    return { ok: true, sentence: 'No source is configured to be asked; signals come in by themselves.' };
  }
  const outcomes = await Promise.all(sources.map(async (source) => ({ name: source.name, ...(await tried(source)) })));
  return {
    ok: outcomes.every(({ ok }) => ok),
    sentence: outcomes.map(({ name, ok, sentence }) => `${name}${ok ? '' : ' FAILED'}: ${sentence}`).join(' · '),
  };
}
