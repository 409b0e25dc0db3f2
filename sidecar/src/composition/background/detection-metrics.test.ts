import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { MeasureDetection } from '../../usecases/detectors/measure-detection.ts';
import { alarmOf, NOON } from '../../../test/conformance/examples.ts';
import { tellDetectionMetrics } from './detection-metrics.ts';

const ORGANISATIONS = ['main:1', 'main:2'];
const VERDICT = { is: 'confirmed', reason: '', at: NOON, by: 'ada' } as const;

async function told(alarms: ReturnType<typeof alarmOf>[]): Promise<string> {
  const stores = openMemoryStores();
  const metrics = createMetrics();
  for (const organisation of ORGANISATIONS) {
    await stores.alarms.save(systemScope(organisation), alarms);
  }
  const modes = { wasOn: () => true };
  const measuring = new MeasureDetection({ stores, modes, clock: { now: () => NOON + 1_000 } });
  await tellDetectionMetrics({ alarms: stores.alarms, measuring, metrics }, ORGANISATIONS);
  return metrics.registry.metrics();
}

test('what stands and what was said of it is told of all organisations together', async () => {
  const text = await told([
    alarmOf({ id: 'alm_0001', verdict: VERDICT }),
    alarmOf({ id: 'alm_0002', endedAt: NOON, verdict: { ...VERDICT, is: 'dismissed' } }),
    alarmOf({ id: 'alm_0003', mode: 'live', detector: 'latency' }),
  ]);
  expect(text).toContain('incident_memory_alarms_firing{detector="error-count",mode="trial"} 2');
  expect(text).toContain('incident_memory_alarms_firing{detector="latency",mode="live"} 2');
  expect(text).toContain('incident_memory_alarm_verdicts{detector="error-count",verdict="right"} 2');
  expect(text).toContain('incident_memory_alarm_verdicts{detector="error-count",verdict="wrong"} 2');
  expect(text).toContain('incident_memory_detection_precision{detector="error-count",bound="middle"} 0.5');
});

test('a detector of which nobody said anything claims no precision', async () => {
  const text = await told([alarmOf({ id: 'alm_0001' })]);
  expect(text).not.toContain('incident_memory_detection_precision{');
  expect(text).toContain('incident_memory_alarm_verdicts{detector="error-count",verdict="right"} 0');
});
