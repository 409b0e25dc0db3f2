import type { Spread } from '../../incidents/incident-record.ts';

/** Numbers in its evidence change all the time; what somebody would do otherwise because of it does not. */
export function isNotableChange(before: Spread | null, after: Spread): boolean {
  if (before?.certainty === 'origin' && after.certainty !== 'origin') {
    // Evidence that faded takes nothing back; that the origin itself waits for somebody does.
    return after.steps.some(({ service, through }) => service === before.first && through !== null);
  }
  if (before?.kind !== after.kind) {
    return true;
  }
  if (before.first !== after.first || before.certainty !== after.certainty) {
    return true;
  }
  const explained = new Map(before.steps.map(({ service, through }) => [service, through]));
  return after.steps.some(({ service, through }) => through !== null && (explained.get(service) ?? null) === null);
}
