import type { Severity } from '@incident-memory/contract';

/** What people write into a severity or priority label, lower case. Anything else is medium: it did page someone. */
const SEVERITY_WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  crit: 'critical',
  emergency: 'critical',
  page: 'critical',
  p1: 'critical',
  sev1: 'critical',
  high: 'high',
  error: 'high',
  major: 'high',
  p2: 'high',
  sev2: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  info: 'low',
  none: 'low',
  low: 'low',
  minor: 'low',
};

export function severityOfAlert(labels: Readonly<Record<string, string>>): Severity {
  const word = (labels['severity'] ?? labels['priority'] ?? '').toLowerCase();
  return (Object.hasOwn(SEVERITY_WORDS, word) ? SEVERITY_WORDS[word] : undefined) ?? 'medium';
}
