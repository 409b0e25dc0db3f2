import { type DetectorId } from '@incident-memory/contract';

/** What each detector is called in a sentence; the sidecar tells the rest of it. */
export const DETECTOR_NAMES: Readonly<Record<DetectorId, string>> = {
  'error-burst': 'Error burst',
  'widespread-errors': 'Widespread errors',
  'external-alert': 'External alert',
  'error-count': 'Error lines',
  'failure-ratio': 'Failed requests',
  latency: 'Latency',
  traffic: 'Traffic',
  silence: 'Silence',
  'new-message': 'New message',
  'message-surge': 'Surging message',
  metric: 'Metric',
  exhaustion: 'Exhaustion',
};

export function isDetectorId(text: string): text is DetectorId {
  return text in DETECTOR_NAMES;
}
