import type { Scope } from '../../domain/tenancy/scope.ts';

/** Small named values of an organisation (how far polling came, detector state). May throw StoreUnavailable. */
export interface SettingsStore {
  read(scope: Scope, key: string): Promise<unknown>;
  write(scope: Scope, key: string, value: unknown): Promise<void>;
}
