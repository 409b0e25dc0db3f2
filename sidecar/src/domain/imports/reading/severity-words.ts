import type { Severity } from '@incident-memory/contract';
import { severityOfAlert } from '../../alerts/alert-severity.ts';

/** "SEV-1", "P2 - High", "1 - Critical", "high"; null where nothing is said that is known. */
export function severityOf(words: string): Severity | null {
  const told = words.toLowerCase();
  const numbered = /\b(?:sev|p|s|priority|severity)?[\s-]*([1-5])\b/.exec(told);
  const parts = [told.replace(/[^a-z0-9]+/g, ''), ...told.split(/[^a-z]+/)].filter((part) => part !== '');
  // "medium" is also what an unknown word is read as: only a word that is known counts.
  for (const part of parts) {
    const severity = severityOfAlert({ severity: part });
    if (severity !== 'medium' || part === 'medium' || part === 'warning' || part === 'moderate') {
      return severity;
    }
  }
  return numbered === null ? null : (NUMBERED[Number(numbered[1]) - 1] ?? null);
}

const NUMBERED: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'low'];
