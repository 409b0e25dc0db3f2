import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import type { Scope } from '../../domain/tenancy/scope.ts';

/** How far each detector is trusted in an organisation, as last known: asked at every tick, so it never waits. */
export interface DetectorModes {
  modeOf(scope: Scope, detector: DetectorId): DetectorMode;
}
