import { type DetectorId } from '@incident-memory/contract';
import { isDetectorId } from '../../shared/alarms/detectorNames';
import { type AlarmFilters } from '../../shared/data/useDetection';

export type Show = 'inbox' | 'trial' | 'incident' | 'all';

/** Each list with what is in it. */
export const SHOWS: Record<Show, { text: string; meaning: string; one: string }> = {
  inbox: { text: 'Inbox', meaning: 'Odd, pages nobody, and waits for a verdict.', one: 'finding' },
  trial: {
    text: 'Would have fired',
    meaning: 'What detectors on trial raised; live, each would have counted.',
    one: 'finding',
  },
  incident: { text: 'In incidents', meaning: 'What incidents are made of.', one: 'alarm' },
  all: { text: 'All', meaning: 'Everything that any detector raised.', one: 'alarm' },
};

export type Since = '1h' | '24h' | '7d' | '30d';
const HOUR = 3_600_000;
export const SINCE: Record<Since, { text: string; milliseconds: number }> = {
  '1h': { text: 'Last hour', milliseconds: HOUR },
  '24h': { text: 'Last 24 hours', milliseconds: 24 * HOUR },
  '7d': { text: 'Last 7 days', milliseconds: 7 * 24 * HOUR },
  '30d': { text: 'Last 30 days', milliseconds: 30 * 24 * HOUR },
};

export interface FindingFilters {
  show: Show;
  detectors: DetectorId[];
  services: string[];
  /** null: whether it still stands or not. */
  firing: boolean | null;
  since: Since | null;
  /** A time range that a link brought along. */
  range: { from: number; to: number } | null;
}

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readFilters(parameters: URLSearchParams): FindingFilters {
  const list = (key: string) => (parameters.get(key) ?? '').split(',').filter((part) => part !== '');
  const [show, since, firing] = ['show', 'since', 'firing'].map((key) => parameters.get(key) ?? '');
  const [from, to] = [Number(parameters.get('from')), Number(parameters.get('to'))];
  return {
    show: isKey(SHOWS, show) ? show : 'inbox',
    detectors: list('detector').filter(isDetectorId),
    services: list('service'),
    firing: firing === 'true' || firing === 'false' ? firing === 'true' : null,
    since: isKey(SINCE, since) ? since : null,
    range: from > 0 && to > from ? { from, to } : null,
  };
}

export function toQuery({ show, detectors, services, firing, range }: FindingFilters): AlarmFilters {
  return {
    show,
    ...(detectors.length === 0 ? {} : { detector: detectors }),
    ...(services.length === 0 ? {} : { service: services }),
    ...(firing === null ? {} : { firing: firing ? 'true' : 'false' }),
    ...range,
    limit: 50,
  };
}

/** Whether nothing narrows the list that is shown. */
export function isUnfiltered({ detectors, services, firing, since, range }: FindingFilters): boolean {
  return detectors.length === 0 && services.length === 0 && firing === null && since === null && range === null;
}

/** What takes every filter out of the address again. */
export const NO_FILTERS = { detector: null, service: null, firing: null, since: null, from: null, to: null } as const;

function isKey<Keys extends string>(of: Record<Keys, unknown>, text: string | undefined): text is Keys {
  return text !== undefined && Object.hasOwn(of, text);
}
