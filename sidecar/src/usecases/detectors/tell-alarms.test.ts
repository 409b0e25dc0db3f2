import type { StreamMessage } from '@incident-memory/contract';
import { inProcessFeed } from '../../adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { alarmOf, NOON } from '../../../test/conformance/examples.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { TellAlarms } from './tell-alarms.ts';

const OURS = systemScope('main:1');
const VERDICT = { is: 'confirmed', reason: '', at: NOON, by: 'ada' } as const;

function told() {
  const feed = inProcessFeed();
  const heard: StreamMessage[] = [];
  feed.subscribe(OURS, (message) => heard.push(message));
  const raised: string[] = [];
  const telling = new TellAlarms({
    feed,
    clock: new FakeClock(NOON),
    onRaised: ({ detector, mode }) => raised.push(`${detector} ${mode}`),
  });
  return { alarms: telling.over(openMemoryStores().alarms), heard, raised };
}

test('however many were kept at once, open pages hear one message', async () => {
  const { alarms, heard } = told();
  await alarms.save(OURS, [alarmOf({ id: 'alm_0001' }), alarmOf({ id: 'alm_0002' })]);
  await alarms.save(OURS, []);
  await alarms.save(systemScope('main:2'), [alarmOf({ id: 'alm_0003' })]);
  expect(heard).toEqual([{ type: 'alarm', changed: 2 }]);
});

test('a verdict is told, one on an unknown alarm is not', async () => {
  const { alarms, heard } = told();
  await alarms.judge(OURS, 'alm_0001', VERDICT);
  expect(heard).toEqual([]);
  await alarms.save(OURS, [alarmOf({ id: 'alm_0001' })]);
  await alarms.judge(OURS, 'alm_0001', VERDICT);
  expect(heard).toHaveLength(2);
});

test('an alarm is counted once, however often it is written, and not again by the next process', async () => {
  const { alarms, raised } = told();
  const alarm = alarmOf({ id: 'alm_0001' });
  await alarms.save(OURS, [alarm]);
  await alarms.save(OURS, [{ ...alarm, score: 9 }]);
  await alarms.save(OURS, [{ ...alarm, endedAt: NOON + 1 }]);
  await alarms.save(OURS, [alarmOf({ id: 'alm_0002', at: NOON - 1 })]);
  await alarms.save(systemScope('main:2'), [{ ...alarm, mode: 'live' }]);
  expect(raised).toEqual(['error-count trial', 'error-count live']);
});
