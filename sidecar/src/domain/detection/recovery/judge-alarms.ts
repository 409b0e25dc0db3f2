import type { RecoveryCheck } from './judge-recovery.ts';

/** An alarm or alert that has not ended. */
export interface Standing {
  readonly name: string;
  /** Empty where it is not known. */
  readonly service: string;
}

const NAMED = 3;

/** Nothing that raised it still stands. */
export function judgeAlarms(standing: readonly Standing[]): RecoveryCheck {
  if (standing.length === 0) {
    return { what: 'alarms', holds: true, sentence: 'no alarm and no alert stands' };
  }
  const names = standing.slice(0, NAMED).map(({ name, service }) => (service === '' ? name : `${name} of ${service}`));
  const more = standing.length - NAMED;
  const listed = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return { what: 'alarms', holds: false, sentence: `still standing: ${listed}` };
}
