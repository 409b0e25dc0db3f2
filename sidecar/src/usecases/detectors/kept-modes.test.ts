import { DETECTOR_IDS } from '@incident-memory/contract';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { ChangeSetting } from './change-setting.ts';
import { KeptModes } from './kept-modes.ts';

const OURS = systemScope('main:1');
const DEMO = systemScope('main:2');
const ADA = { by: 'ada', reason: 'quiet for a week' };

function modes(stores: Stores = openMemoryStores(), clock = new FakeClock(), ids = fixedIds()) {
  return new KeptModes({
    settings: stores.settings,
    changing: new ChangeSetting({ stores, clock, ids }),
    clock,
    fixed: { silence: { mode: 'off' } },
    isDemo: (organisation) => organisation === DEMO.organisation,
  });
}

test('at first only the fixed rules are live, in the demo everything is', () => {
  const live = DETECTOR_IDS.filter((detector) => modes().modeOf(OURS, detector) === 'live');
  expect(live).toEqual(['error-burst', 'widespread-errors', 'external-alert']);
  const notLive = DETECTOR_IDS.filter((detector) => modes().modeOf(DEMO, detector) !== 'live');
  expect(notLive).toEqual(['silence']);
});

test('what an admin says stands at once, in that organisation alone, also after a restart and at another sidecar', async () => {
  const stores = openMemoryStores();
  const [one, other] = [modes(stores), modes(stores)];
  await one.set(OURS, { detector: 'latency', mode: 'live', ...ADA });
  expect(one.modeOf(OURS, 'latency')).toBe('live');
  expect(one.modeOf(systemScope('main:3'), 'latency')).toBe('trial');
  expect(other.modeOf(OURS, 'latency')).toBe('trial');
  await other.refresh(OURS);
  expect(other.stateOf(OURS, 'latency')).toMatchObject({ mode: 'live', defaultMode: 'trial', changed: ADA });
});

test('of two admins at two sidecars at once neither loses', async () => {
  const stores = openMemoryStores();
  const clock = new FakeClock();
  const ids = fixedIds();
  const [one, other] = [modes(stores, clock, ids), modes(stores, clock, ids)];
  const writing = Promise.all([
    one.set(OURS, { detector: 'latency', mode: 'live', ...ADA }),
    other.set(OURS, { detector: 'traffic', mode: 'off', ...ADA }),
  ]);
  await clock.advance(0);
  await clock.advance(1_000);
  await writing;
  const third = modes(stores);
  await third.refresh(OURS);
  expect([third.modeOf(OURS, 'latency'), third.modeOf(OURS, 'traffic')]).toEqual(['live', 'off']);
});

test('what the file says stands, whatever anybody sets', async () => {
  const kept = modes();
  await expect(kept.set(OURS, { detector: 'silence', mode: 'live', ...ADA })).rejects.toMatchObject({
    code: 'IM_DETECTOR_FIXED_BY_FILE',
  });
  expect(kept.stateOf(OURS, 'silence')).toMatchObject({ mode: 'off', fixedByFile: true, changed: null });
});

test.each(['off', 'trial'] as const)('alerts of others cannot be %s', async (mode) => {
  const setting = modes().set(OURS, { detector: 'external-alert', mode, ...ADA });
  await expect(setting).rejects.toMatchObject({ code: 'IM_DETECTOR_NEEDED' });
});

test('a detector was on from when it came, except while it was off', async () => {
  const clock = new FakeClock();
  const kept = modes(openMemoryStores(), clock);
  const came = clock.now();
  await kept.begin(OURS);
  await clock.advance(1_000);
  await kept.set(OURS, { detector: 'latency', mode: 'off', ...ADA });
  await clock.advance(1_000);
  await kept.begin(OURS);
  await kept.set(OURS, { detector: 'latency', mode: 'live', ...ADA });
  const wasOn = [-1, 0, 999, 1_000, 1_999, 2_000].map((after) => kept.wasOn(OURS, 'latency', came + after));
  expect(wasOn).toEqual([false, true, true, false, false, true]);
});

test('a detector that is switched to and fro keeps its newest changes alone', async () => {
  const stores = openMemoryStores();
  const kept = modes(stores);
  for (let index = 0; index < 30; index += 1) {
    await kept.set(OURS, { detector: 'latency', mode: index % 2 ? 'live' : 'off', by: 'ada', reason: `${index}` });
  }
  const { changes } = (await stores.settings.read(OURS, 'detection.modes')) as { changes: { reason: string }[] };
  expect(changes.map(({ reason }) => Number(reason))).toEqual(Array.from({ length: 20 }, (_, index) => index + 10));
});
