import type { IncidentRecord } from '../../incidents/incident-record.ts';
import { DETECTOR_CATALOGUE } from '../alarms/detector-catalogue.ts';

/**
 * Which incidents count as real when a detector is measured: those that somebody else's alert told of, those that a
 * fixed rule opened, and those that a person confirmed. What a detector opened by itself and nobody confirmed proves
 * nothing about it, and what was dismissed or merged is none.
 */
export type RealBecause = 'alert' | 'rule' | 'confirmed';

export function realBecause(record: Pick<IncidentRecord, 'state' | 'alerts' | 'rule'>): RealBecause | null {
  if (record.state === 'dismissed' || record.state === 'merged') {
    return null;
  }
  if (record.alerts.length > 0) {
    return 'alert';
  }
  if (DETECTOR_CATALOGUE[record.rule.name].isFixed) {
    return 'rule';
  }
  return record.state === 'resolved' ? 'confirmed' : null;
}

/**
 * An alarm belongs to an incident where it began near its start. Before: what leads up to an outage (a leak, a slow
 * dependency) shows minutes earlier, and an alarm of the hour before is about something else. After: what tells later
 * than this finds people at work already.
 */
export const NEAR_BEFORE_MS = 15 * 60 * 1000;
export const NEAR_AFTER_MS = 15 * 60 * 1000;

export function isNear(alarmAt: number, startedAt: number): boolean {
  return alarmAt >= startedAt - NEAR_BEFORE_MS && alarmAt <= startedAt + NEAR_AFTER_MS;
}
