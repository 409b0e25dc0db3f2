import type { IncidentRecord } from './incident-record.ts';

/** It came back this often within this time, by errors that returned or after it was closed: it flaps. */
export const FLAPPING_RETURNS = 2;
export const FLAPPING_WITHIN_MS = 60 * 60 * 1000;

/** How often it came back of late. */
export function returnsOfLate({ returnsAt, recurredAt }: IncidentRecord, now: number): number {
  return [...returnsAt, ...recurredAt].filter((at) => at > now - FLAPPING_WITHIN_MS).length;
}

/** Of what is under way; a closed one flaps no more. */
export function isFlapping(record: IncidentRecord, now: number): boolean {
  return record.closedAt === null && returnsOfLate(record, now) >= FLAPPING_RETURNS;
}
