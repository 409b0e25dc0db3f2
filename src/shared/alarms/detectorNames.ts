import { type DetectorId } from '@incident-memory/contract';

/** What each detector is called in a sentence; the sidecar tells the rest of it. */
export const DETECTOR_NAMES: Readonly<Record<DetectorId, string>> = {
  'error-burst': 'Error burst',
  'widespread-errors': 'Widespread errors',
  'external-alert': 'Alerts of others',
  'error-count': 'Error count',
  'failure-ratio': 'Failing requests',
  latency: 'Slow requests',
  traffic: 'Traffic',
  silence: 'Silence',
  'new-message': 'New message',
  'message-surge': 'Message surge',
  metric: 'Metrics',
  exhaustion: 'Running full',
};

export function isDetectorId(text: string): text is DetectorId {
  return text in DETECTOR_NAMES;
}
