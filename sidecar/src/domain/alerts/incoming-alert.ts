import type { Severity } from '@incident-memory/contract';

/**
 * Alerts: somebody else's rule says that something is unwell. People trust the rules they wrote, so a firing alert
 * opens an incident or joins the open one of its service, and a resolved one moves it on. Alerts come twice, late and
 * out of order; what identifies one is its fingerprint and when it started.
 */
export interface IncomingAlert {
  readonly fingerprint: string;
  readonly name: string;
  readonly status: 'firing' | 'resolved';
  /** The first of the configured labels that is there; an alert without one is filed under its own name. */
  readonly service: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly severity: Severity;
  /** Where the rule is to be seen; only http and https. */
  readonly link: string | null;
  /** One sentence of its annotations, redacted. */
  readonly summary: string;
}
