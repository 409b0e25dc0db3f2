import type { Scope } from '../../src/domain/tenancy/scope.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';

export interface OpenedStores {
  readonly stores: Stores;
  readonly cleanUp: () => Promise<void>;
}

export interface ConformanceOptions {
  /** For stores whose searches lag behind their writes: waits until what was written can be found. */
  readonly settle?: () => Promise<void>;
}

/** What each part of the suite gets: one opened store for all of it, and an organisation of its own for each test. */
export interface Conformance {
  stores(): Stores;
  settle(): Promise<void>;
  /** The product itself in an organisation that nobody used before. */
  freshScope(): Scope;
}

let organisations = 0;

export function freshScope(): Scope {
  organisations += 1;
  return { organisation: `grafana-${process.pid}-${organisations}:1`, teams: 'every', user: null };
}
