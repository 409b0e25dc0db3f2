import type { DetectorId, DetectorMode } from '@incident-memory/contract';

export interface DetectorDescription {
  readonly name: string;
  /** What it watches and when it fires, in one sentence. */
  readonly what: string;
  /** A rule with a fixed line, or somebody else's alert: live from the start, and not replayed. */
  readonly isFixed: boolean;
}

export const DETECTOR_CATALOGUE: Readonly<Record<DetectorId, DetectorDescription>> = {
  'error-burst': {
    name: 'Error burst',
    what: 'Fires when a service logs more errors in two minutes than the rule allows and its own noise explains.',
    isFixed: true,
  },
  'widespread-errors': {
    name: 'Widespread errors',
    what: 'Fires when so many services log raised errors at once that it is no chance.',
    isFixed: true,
  },
  'external-alert': {
    name: 'Alerts of others',
    what: 'Fires when an alert of Grafana or of another system comes in.',
    isFixed: true,
  },
  'error-count': {
    name: 'Error count',
    what: 'Watches how many errors a service logs and fires when there are more than usual at this hour.',
    isFixed: false,
  },
  'failure-ratio': {
    name: 'Failing requests',
    what: 'Watches which share of the requests of a service fails and fires when it is above usual and burns the objective.',
    isFixed: false,
  },
  latency: {
    name: 'Slow requests',
    what: 'Watches how long requests of a service take and fires when they are slower than usual.',
    isFixed: false,
  },
  traffic: {
    name: 'Traffic',
    what: 'Watches how many requests a service gets and fires when they are far fewer or far more than usual.',
    isFixed: false,
  },
  silence: {
    name: 'Silence',
    what: 'Watches a service that usually speaks and fires when nothing comes from it while its source still speaks.',
    isFixed: false,
  },
  'new-message': {
    name: 'New message',
    what: 'Fires when a service logs a warning or an error of a kind that it never logged before.',
    isFixed: false,
  },
  'message-surge': {
    name: 'Message surge',
    what: 'Watches each kind of message and fires when one comes far more often than usual.',
    isFixed: false,
  },
  metric: {
    name: 'Metrics',
    what: 'Watches the metrics that services report and fires when one leaves the range that is usual for it.',
    isFixed: false,
  },
  exhaustion: {
    name: 'Running full',
    what: 'Watches metrics that have a limit and fires when one will reach it soon if it goes on like this.',
    isFixed: false,
  },
};

/**
 * Without a word of anybody: outside the demo only the fixed rules are live, and all else first shows what it would
 * have fired. The demo is there to be broken, so everything may speak.
 */
export function defaultMode(detector: DetectorId, { isDemo }: { isDemo: boolean }): DetectorMode {
  return isDemo || DETECTOR_CATALOGUE[detector].isFixed ? 'live' : 'trial';
}
