import { type Alarm, type DetectorId, type RouteQuery } from '@incident-memory/contract';

type Signal = RouteQuery<'readBand'>['signal'];

/** The signal that a detector watches; of messages, the error lines of the service that they are in. */
const SIGNALS: Readonly<Record<DetectorId, Signal>> = {
  'error-burst': 'errors',
  'widespread-errors': 'errors',
  'external-alert': 'errors',
  'error-count': 'errors',
  'failure-ratio': 'failures',
  latency: 'latency',
  traffic: 'requests',
  silence: 'requests',
  'new-message': 'errors',
  'message-surge': 'errors',
  metric: 'metric',
  exhaustion: 'metric',
};

const MINUTE = 60_000;
/** Enough before it to see what usual looks like, and some of what came after. */
const BEFORE_MS = 60 * MINUTE;
const AFTER_MS = 15 * MINUTE;
/** Of a long alarm the hours around its raising tell why it was raised. */
const LONGEST_BEFORE_MS = 3 * 60 * MINUTE;
const LONGEST_AFTER_MS = 6 * 60 * MINUTE;

/** Which band to draw around an alarm, and from when to when. Whole minutes, so that it is asked for once a minute. */
export function bandAround(alarm: Alarm, now: number): RouteQuery<'readBand'> {
  const signal = SIGNALS[alarm.detector];
  const raised = Date.parse(alarm.at);
  const begins = Math.max(Date.parse(alarm.startedAt) - BEFORE_MS, raised - LONGEST_BEFORE_MS);
  const ended = alarm.endedAt === null ? now : Date.parse(alarm.endedAt);
  const to = Math.min(now, Math.min(ended, raised + LONGEST_AFTER_MS) + AFTER_MS);
  return {
    service: alarm.service,
    signal,
    ...(signal === 'metric' ? { metric: alarm.subject } : {}),
    from: Math.floor(begins / MINUTE) * MINUTE,
    to: Math.ceil(to / MINUTE) * MINUTE,
  };
}
