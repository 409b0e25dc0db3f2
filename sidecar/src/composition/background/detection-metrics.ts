import { DETECTOR_IDS, type DetectorId, type DetectorQuality } from '@incident-memory/contract';
import { wilsonInterval } from '../../domain/detection/quality/wilson-interval.ts';
import { systemScope, type OrganisationId } from '../../domain/tenancy/scope.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';
import type { MeasureDetection } from '../../usecases/detectors/measure-detection.ts';

interface Parts {
  readonly alarms: AlarmStore;
  readonly measuring: Pick<MeasureDetection, 'measure'>;
  readonly metrics: Metrics;
}

const DAYS = 30;
const PAGE = 200;
/** More at once tell nobody more. */
const MOST_FIRING = 1_000;

/** What stands and how right it was, of all organisations together: no label is anything that a sender chose. */
export async function tellDetectionMetrics(parts: Parts, organisations: readonly OrganisationId[]): Promise<void> {
  await tellFiring(parts, organisations);
  await tellQuality(parts, organisations);
}

async function tellFiring({ alarms, metrics }: Parts, organisations: readonly OrganisationId[]): Promise<void> {
  const counts = new Map(DETECTOR_IDS.map((detector) => [detector, { trial: 0, live: 0 }]));
  for (const organisation of organisations) {
    let cursor: string | undefined;
    let read = 0;
    do {
      const query = { show: 'all', firing: true, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } as const;
      const page = await alarms.list(systemScope(organisation), query);
      page.alarms.forEach(({ detector, mode }) => {
        const count = counts.get(detector);
        if (count !== undefined) {
          count[mode] += 1;
        }
      });
      read += page.alarms.length;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && read < MOST_FIRING);
  }
  for (const [detector, { trial, live }] of counts) {
    metrics.alarmsFiring.set({ detector, mode: 'trial' }, trial);
    metrics.alarmsFiring.set({ detector, mode: 'live' }, live);
  }
}

async function tellQuality({ measuring, metrics }: Parts, organisations: readonly OrganisationId[]): Promise<void> {
  const measured = await inTurn(organisations, (organisation) => measuring.measure(systemScope(organisation), DAYS));
  for (const detector of DETECTOR_IDS) {
    const sum = (read: (quality: DetectorQuality) => number): number =>
      measured.reduce((total, { detectors }) => total + read(detectors[detector]), 0);
    const [right, wrong] = [sum((quality) => quality.right), sum((quality) => quality.wrong)];
    metrics.alarmVerdicts.set({ detector, verdict: 'right' }, right);
    metrics.alarmVerdicts.set({ detector, verdict: 'wrong' }, wrong);
    const [found, could] = [sum((quality) => quality.found), sum((quality) => quality.couldHaveFound)];
    metrics.detectorIncidents.set({ detector, found: 'yes' }, found);
    metrics.detectorIncidents.set({ detector, found: 'no' }, could - found);
    tellPrecision(metrics, detector, { right, wrong });
  }
}

/** Without a verdict nothing is told: 0 would be a claim. */
function tellPrecision(
  metrics: Metrics,
  detector: DetectorId,
  { right, wrong }: { right: number; wrong: number }
): void {
  const precision = wilsonInterval(right, right + wrong);
  if (precision === null) {
    ['low', 'middle', 'high'].forEach((bound) => metrics.detectionPrecision.remove({ detector, bound }));
    return;
  }
  metrics.detectionPrecision.set({ detector, bound: 'low' }, precision.low);
  metrics.detectionPrecision.set({ detector, bound: 'middle' }, precision.share);
  metrics.detectionPrecision.set({ detector, bound: 'high' }, precision.high);
}

async function inTurn<Item, Value>(items: readonly Item[], read: (item: Item) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (const item of items) {
    values.push(await read(item));
  }
  return values;
}
