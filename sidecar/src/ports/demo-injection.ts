/** Breaks a service of the demo on purpose. */
export interface DemoInjection {
  serves(organisation: string): boolean;
  /** Spreads the errors over the time; returns at once. */
  inject(injection: { service: string; errors: number; overSeconds: number }): void;
}
