import { z } from 'zod';
import { DetectorId, DetectorMode } from '@incident-memory/contract';
import { LONGEST_MAINTENANCE_MS } from '../../domain/detection/expected/maintenance.ts';
import { OrgId } from './scalars.ts';

/** What the file says of a detector stands: screens show it and cannot change it. */
export const DetectorSettings = z
  .partialRecord(DetectorId, z.strictObject({ mode: DetectorMode }))
  .refine((detectors) => (detectors['external-alert']?.mode ?? 'live') === 'live', {
    path: ['external-alert', 'mode'],
    message: 'is always live: an alert of somebody else is believed',
  })
  .default({});

const MOST_WINDOWS = 200;
const MOST_MINUTES = 24 * 60;
const Title = z.string().min(1).max(200);
const Services = z.array(z.string().min(1).max(200)).max(100).default([]);
const Kind = z.enum(['maintenance', 'roll-out']).default('maintenance');

const Once = z
  .strictObject({
    organisation: OrgId,
    kind: Kind,
    title: Title,
    /** Empty: all services. */
    services: Services,
    from: z.iso.datetime({ offset: true, error: 'expected a time with a zone, such as 2026-11-21T12:00:00Z' }),
    to: z.iso.datetime({ offset: true, error: 'expected a time with a zone, such as 2026-11-21T12:00:00Z' }),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'is not after from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MAINTENANCE_MS, {
    path: ['to'],
    message: 'lasts longer than 14 days: a window without an end would hide outages',
  });

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const Weekly = z.strictObject({
  organisation: OrgId,
  kind: Kind,
  title: Title,
  services: Services,
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7),
  /** On the clock of the zone, through its changes of summer time. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 03:30'),
  durationMinutes: z.number().int().min(1).max(MOST_MINUTES),
  timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin').default('UTC'),
});

export const PlannedWindow = z.union([Once, Weekly], {
  error: 'expected from and to, or weekdays, at, durationMinutes and timeZone',
});
export type PlannedWindow = z.infer<typeof PlannedWindow>;
export const PlannedWindows = z.array(PlannedWindow).max(MOST_WINDOWS).default([]);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
