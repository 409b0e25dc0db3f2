import type { DetectorId } from '@incident-memory/contract';
import type { Alarm } from '../alarms/alarm.ts';

/** What an alarm says about a service, as far as its neighbours feel it. */
export type Symptom = 'failing' | 'slow' | 'silent' | 'less-traffic' | 'message' | 'strained';

/** Alarms of one family are one kind of trouble: when it comes back, it is the same one. */
export type Family = 'errors' | 'slowness' | 'silence' | 'resources' | 'alert';

const SYMPTOMS: Readonly<Record<DetectorId, Symptom>> = {
  'error-burst': 'failing',
  'widespread-errors': 'failing',
  'external-alert': 'failing',
  'error-count': 'failing',
  'failure-ratio': 'failing',
  latency: 'slow',
  traffic: 'less-traffic',
  silence: 'silent',
  'new-message': 'message',
  'message-surge': 'message',
  metric: 'strained',
  exhaustion: 'strained',
};

const FAMILIES: Readonly<Record<DetectorId, Family>> = {
  'error-burst': 'errors',
  'widespread-errors': 'errors',
  'external-alert': 'alert',
  'error-count': 'errors',
  'failure-ratio': 'errors',
  latency: 'slowness',
  traffic: 'silence',
  silence: 'silence',
  'new-message': 'errors',
  'message-surge': 'errors',
  metric: 'resources',
  exhaustion: 'resources',
};

/** More traffic than usual strains; less is felt by those it came from. */
export function symptomOf({ detector, direction }: Pick<Alarm, 'detector' | 'direction'>): Symptom {
  return detector === 'traffic' && direction === 'above' ? 'strained' : SYMPTOMS[detector];
}

export function familyOf(detector: DetectorId): Family {
  return FAMILIES[detector];
}

/** The subject of these is a message template, and the same text has the same id in every service. */
export function isAboutMessage({ detector, subject }: Pick<Alarm, 'detector' | 'subject'>): boolean {
  return SYMPTOMS[detector] === 'message' && subject !== '';
}
