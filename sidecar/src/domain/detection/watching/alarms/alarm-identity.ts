import { createHash } from 'node:crypto';
import type { DetectorId } from '@incident-memory/contract';

const DIGITS = 24;

/** What an alarm is about: at most one stands for it at a time. */
export interface AlarmSubject {
  readonly detector: DetectorId;
  readonly service: string;
  /** '' is the service as a whole; else a metric or the id of a message template. */
  readonly subject: string;
}

/** The same alarm told twice, by a process and by the one that came after it, has one id. */
export function alarmId({ detector, service, subject }: AlarmSubject, startedAt: number): string {
  const told = JSON.stringify([detector, service, subject, startedAt]);
  return `alm_${createHash('sha256').update(told).digest('hex').slice(0, DIGITS)}`;
}
