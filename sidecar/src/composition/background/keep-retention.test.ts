import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { alarmOf, batchOf, lineOf, NOON } from '../../../test/conformance/examples.ts';
import { operationCount } from '../../../test/conformance/signals/signal-examples.ts';
import { keepRetention } from './keep-retention.ts';

const HOUR = 3_600_000;
const RETENTION = { fineHours: 48, logDays: 7, statisticsDays: 35, alarmDays: 90 };

test('counts become wide after two days, lines go after a week, counts after five weeks, in every organisation', async () => {
  const { signals, logs, traffic, alarms } = openMemoryStores();
  const organisations = ['main:1', 'main:2'];
  for (const organisation of organisations) {
    const ages = [0, 47, 49, 24 * 8, 24 * 36].map((hours) => NOON - hours * HOUR);
    const scope = systemScope(organisation);
    await signals.append(
      scope,
      batchOf({
        id: 'bat_1',
        lines: ages.map((at, index) => lineOf({ id: `log_${index}`, at })),
        operations: ages.map((at) => ({ ...operationCount('s', ''), at: at + 10_000 })),
      })
    );
  }
  await keepRetention({ signals, alarms, organisations }, RETENTION, NOON);
  for (const organisation of organisations) {
    const scope = systemScope(organisation);
    const span = { from: 0, to: NOON + HOUR };
    const { lines } = await logs.search(scope, { ...span, limit: 9 });
    expect(lines.map(({ at }) => (NOON - at) / HOUR)).toEqual([0, 47, 49]);
    const counts = await traffic.operations(scope, { ...span, stepMs: 10_000 });
    expect(counts.map(({ at }) => at - NOON)).toEqual([-24 * 8 * HOUR, -49 * HOUR, -47 * HOUR + 10_000, 10_000]);
  }
});

test('alarms go ninety days after they ended, with what was said of them, in every organisation', async () => {
  const { signals, alarms } = openMemoryStores();
  const organisations = ['main:1', 'main:2'];
  const ages = [0, 89, 91];
  for (const organisation of organisations) {
    await alarms.save(
      systemScope(organisation),
      ages.map((days) => alarmOf({ id: `alm_10${days}`, at: NOON - 100 * 24 * HOUR, endedAt: NOON - days * 24 * HOUR }))
    );
  }
  await keepRetention({ signals, alarms, organisations }, RETENTION, NOON);
  for (const organisation of organisations) {
    const left = await alarms.list(systemScope(organisation), { show: 'all', limit: 9 });
    expect(left.alarms.map(({ id }) => id)).toEqual(['alm_1089', 'alm_100']);
  }
});
