import type { RecoveryProof } from '../incident-record.ts';

/** What was found, with what decided it: never more than was looked at. */
export function recoveryWords(proof: RecoveryProof | null): string {
  if (proof === null) {
    return 'recovery unproven';
  }
  const { proved, checks } = proof;
  if (proved) {
    const shown = checks.filter(({ holds }) => holds === true).map(({ sentence }) => sentence);
    return `recovered by what is measured (${shown[0] ?? ''})`;
  }
  const failing = checks.find(({ holds }) => holds === false) ?? checks.find(({ holds }) => holds === null);
  return failing === undefined ? 'recovery unproven' : `recovery unproven (${failing.sentence})`;
}

/** For the timeline: everything that holds, or everything that does not. */
export function proofInWords({ proved, checks }: RecoveryProof): string {
  const told = checks.filter(({ holds }) => (proved ? holds === true : holds !== true));
  const words = told.map(({ sentence }) => sentence).join('; ');
  return `${proved ? 'Recovered, by what is measured' : 'Recovery unproven'}: ${words}`;
}
