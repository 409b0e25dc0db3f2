import type { FiredRule, Severity } from '@incident-memory/contract';
import type { AffectedService } from '../incidents/incident-record.ts';

/** What detection wants to be done about incidents. Values: whoever carries them out may fail and be asked again. */
export type Decision =
  | {
      readonly kind: 'open';
      readonly incidentKind: 'error-burst' | 'widespread';
      readonly services: readonly AffectedService[];
      readonly rule: FiredRule;
      readonly severity: Severity;
      readonly startedAt: number;
    }
  | {
      readonly kind: 'widen';
      readonly incident: string;
      readonly services: readonly AffectedService[];
      readonly rule: FiredRule;
      readonly severity: Severity;
    }
  | { readonly kind: 'merge'; readonly incident: string; readonly into: string; readonly intoNumber: number }
  | { readonly kind: 'join-services'; readonly incident: string; readonly services: readonly AffectedService[] }
  | {
      readonly kind: 'update';
      readonly incident: string;
      readonly services: readonly AffectedService[];
      readonly severity: Severity;
    }
  | { readonly kind: 'stop'; readonly incident: string; readonly quietSince: number }
  | { readonly kind: 'return'; readonly incident: string; readonly errors: number };
