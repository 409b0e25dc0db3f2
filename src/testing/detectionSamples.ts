import {
  type Alarm,
  type BandSeries,
  type DetectionQuality,
  type Detector,
  type DetectorQuality,
  type MaintenanceWindow,
  type PreviewAnswer,
  type RouteAnswer,
} from '@incident-memory/contract';

/** Samples of detection: whole objects of the contract, of which a test changes what it is about. */

const NOW = Date.now();
const MINUTE = 60_000;
const at = (minutesAgo: number): string => new Date(NOW - minutesAgo * MINUTE).toISOString();

export function sampleAlarm(changes: Partial<Alarm> = {}): Alarm {
  return {
    id: 'alm_0001',
    detector: 'error-count',
    mode: 'trial',
    service: 'payment',
    subject: '',
    direction: 'above',
    at: at(10),
    startedAt: at(11),
    endedAt: null,
    score: 2.4,
    sentence: '118 error lines in 2 min, where 0 to 6 are usual',
    numbers: { seen: 118, usual: 3, low: 0, high: 6, unit: 'errors in 2 min' },
    hurts: false,
    heldBack: null,
    incident: null,
    verdict: null,
    ...changes,
  };
}

/** Raised one minute after the other: 1 is the oldest. */
export function numberedAlarm(number: number, changes: Partial<Alarm> = {}): Alarm {
  const raised = { at: at(100 - number), startedAt: at(101 - number) };
  return sampleAlarm({ id: `alm_000${number}`, sentence: `odd thing ${number}`, ...raised, ...changes });
}

export function sampleBand(changes: Partial<BandSeries> = {}): BandSeries {
  const times = [40, 30, 20, 10].map((minutes) => NOW - minutes * MINUTE);
  return {
    service: 'payment',
    subject: '',
    signal: 'errors',
    unit: 'errors in 10 s',
    at: times,
    value: [1, 2, 1, 42],
    usual: [null, 1, 1, 1],
    low: [null, 0, 0, 0],
    high: [null, 6, 6, 6],
    ...changes,
  };
}

export function sampleQuality(changes: Partial<DetectorQuality> = {}): DetectorQuality {
  return {
    alarms: 14,
    right: 9,
    wrong: 2,
    precision: 9 / 11,
    interval: [0.52, 0.95],
    found: 2,
    couldHaveFound: 3,
    leadSeconds: 40,
    ...changes,
  };
}

export function sampleDetector(changes: Partial<Detector> = {}): Detector {
  return {
    id: 'error-count',
    name: 'Error count',
    what: 'More error lines of a service than it usually writes at this hour of the week.',
    mode: 'trial',
    defaultMode: 'trial',
    fixedByFile: false,
    changed: null,
    replayable: true,
    quality: sampleQuality(),
    ...changes,
  };
}

/** One of each sort: on trial, live and fixed, live and not to be replayed. */
export function sampleDetectors(): Detector[] {
  const nothing = { alarms: 0, right: 0, wrong: 0, precision: null, interval: null, leadSeconds: null };
  return [
    sampleDetector(),
    sampleDetector({
      id: 'latency',
      name: 'Slow requests',
      mode: 'live',
      fixedByFile: true,
      what: 'Requests got slow.',
    }),
    sampleDetector({
      id: 'error-burst',
      name: 'Error burst',
      what: 'A service writes more errors in 2 min than a fixed number.',
      mode: 'live',
      defaultMode: 'live',
      replayable: false,
      quality: sampleQuality({ ...nothing, found: 0, couldHaveFound: 0 }),
    }),
  ];
}

/** The same figures, spread over the week that was replayed. */
function weekly(band: BandSeries): BandSeries {
  return { ...band, at: [7, 5, 3, 0.01].map((days) => NOW - days * 24 * 60 * MINUTE) };
}

export function samplePreview(changes: Partial<PreviewAnswer> = {}): PreviewAnswer {
  const { id: _id, mode: _mode, incident: _incident, verdict: _verdict, heldBack: _held, ...alarm } = sampleAlarm();
  const incident = { title: 'Errors in payment', service: 'payment', startedAt: at(9) } as const;
  return {
    detector: 'error-count',
    from: at(7 * 24 * 60),
    to: at(0),
    services: 7,
    points: 70_560,
    truncated: null,
    alarms: [alarm, { ...alarm, at: at(300), startedAt: at(301), endedAt: at(290), service: 'auth' }],
    alarmsPerDay: 2 / 7,
    shareOfTime: 0.004,
    incidents: [
      { ...incident, id: 'inc_11', number: 11, because: 'rule', leadSeconds: 40 },
      { ...incident, id: 'inc_12', number: 12, because: 'alert', leadSeconds: null },
    ],
    found: 1,
    missed: 1,
    withoutIncident: 1,
    series: [weekly(sampleBand()), weekly(sampleBand({ service: 'auth' }))],
    stepSeconds: 600,
    ...changes,
  };
}

export function sampleDetectionQuality(changes: Partial<DetectionQuality> = {}): DetectionQuality {
  return {
    days: 30,
    from: at(30 * 24 * 60),
    to: at(0),
    incidents: {
      opened: 25,
      confirmed: 18,
      dismissed: 3,
      alertFirst: 4,
      precision: 18 / 21,
      interval: [0.65, 0.95],
    },
    detectionSeconds: { n: 25, p50: 22, p95: 240 },
    mitigationSeconds: { n: 12, p50: 540, p95: 3_000 },
    recoveries: { proved: 14, unproven: 3, relapsed: 1 },
    detectors: sampleDetectors(),
    ...changes,
  };
}

export function sampleWindow(changes: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return {
    id: 'mnt_0001',
    kind: 'maintenance',
    title: 'Database moves',
    services: ['database'],
    from: at(30),
    to: at(-30),
    by: 'ada',
    fixedByFile: false,
    endedAt: null,
    ...changes,
  };
}

/** What every address of detection answers where one detector has raised one alarm. */
export function detectionAnswers() {
  const alarms: RouteAnswer<'listAlarms'> = { items: [sampleAlarm()], nextCursor: null };
  const detectors: RouteAnswer<'listDetectors'> = { days: 30, items: sampleDetectors() };
  const band: RouteAnswer<'readBand'> = {
    from: at(60),
    to: at(0),
    stepSeconds: 600,
    series: [sampleBand()],
    alarms: [sampleAlarm()],
  };
  return {
    'GET /v1/alarms': alarms,
    'GET /v1/detectors': detectors,
    'GET /v1/bands': band,
    'GET /v1/detection/quality': sampleDetectionQuality(),
    'GET /v1/maintenance': { items: [sampleWindow()] },
    'POST /v1/detectors/preview': samplePreview(),
    'GET /v1/services': { items: [] },
  } as const;
}
