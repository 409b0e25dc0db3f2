import { plainProblem } from '../plain-problem.ts';
import { ConfigurationSchema } from './schema.ts';

const read = (detection: object) =>
  ConfigurationSchema.safeParse({ sharedKey: 'the-shared-key-of-tests', detection }, { error: plainProblem });

const WEEKLY = { organisation: 1, title: 'backups', weekdays: ['sunday'], at: '03:30', durationMinutes: 60 };
const ONCE = { organisation: 1, title: 'move', from: '2026-11-21T12:00:00Z', to: '2026-11-21T14:00:00+01:00' };

test('modes and windows are taken as written, with a kind, all services and UTC where nothing is said', () => {
  const { data } = read({ detectors: { latency: { mode: 'live' } }, maintenance: [WEEKLY, ONCE] });
  expect(data?.detection.detectors).toEqual({ latency: { mode: 'live' } });
  const usual = { kind: 'maintenance', services: [] };
  expect(data?.detection.maintenance).toEqual([
    { ...WEEKLY, ...usual, timeZone: 'UTC' },
    { ...ONCE, ...usual },
  ]);
});

test.each<[string, object, string, string]>([
  [
    'alerts of others off',
    { detectors: { 'external-alert': { mode: 'off' } } },
    'detectors.external-alert.mode',
    'is always live',
  ],
  ['an unknown detector', { detectors: { magic: { mode: 'off' } } }, 'detectors', 'no such key: magic'],
  [
    'an unknown mode',
    { detectors: { latency: { mode: 'loud' } } },
    'detectors.latency.mode',
    'one of off, trial, live',
  ],
  [
    'an unknown zone',
    { maintenance: [{ ...WEEKLY, timeZone: 'Mars/Olympus' }] },
    'maintenance.0.timeZone',
    'such as Europe/Berlin',
  ],
  ['an impossible time of day', { maintenance: [{ ...WEEKLY, at: '24:00' }] }, 'maintenance.0.at', 'such as 03:30'],
  [
    'a week-long night',
    { maintenance: [{ ...WEEKLY, durationMinutes: 9_000 }] },
    'maintenance.0.durationMinutes',
    'at most 1440',
  ],
  [
    'an end before the beginning',
    { maintenance: [{ ...ONCE, to: ONCE.from }] },
    'maintenance.0.to',
    'is not after from',
  ],
  [
    'an end beyond two weeks',
    { maintenance: [{ ...ONCE, to: '2026-12-31T00:00:00Z' }] },
    'maintenance.0.to',
    'longer than 14 days',
  ],
  [
    'a time without a zone',
    { maintenance: [{ ...ONCE, from: '2026-11-21 12:00' }] },
    'maintenance.0.from',
    'a time with a zone',
  ],
  [
    'neither form',
    { maintenance: [{ organisation: 1, title: 'x' }] },
    'maintenance.0',
    'expected from and to, or weekdays',
  ],
])('%s is refused with its key', (_, detection, key, problem) => {
  const { error } = read(detection);
  const issues = error?.issues.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`) ?? [];
  expect(issues.some((issue) => issue.startsWith(`${key}: `) && issue.includes(problem))).toBe(true);
});
