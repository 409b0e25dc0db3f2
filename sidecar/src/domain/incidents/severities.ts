import { SEVERITIES, type Severity } from '@incident-memory/contract';

export function worstSeverity(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
