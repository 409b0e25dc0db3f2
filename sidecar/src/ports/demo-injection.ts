import type { FailureKind } from '@incident-memory/contract';

/** Breaks a service of the demo on purpose. */
export interface DemoInjection {
  serves(organisation: string): boolean;
  /** Returns at once with the time that it takes. */
  inject(injection: { service: string; kind: FailureKind; errors: number; overSeconds?: number | undefined }): {
    overSeconds: number;
  };
}
