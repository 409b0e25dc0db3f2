import type { FailureMode } from '../failure-mode.ts';
import { certificateRanOut, rightsRevoked } from './access-modes.ts';
import { doubleRun, lostIndex, replicaBehind, volumeFills } from './database-modes.ts';
import { heapGrows, stampede } from './memory-modes.ts';
import { packetsLost, partnerLimits, peerRefuses, peerSlow } from './network-modes.ts';
import { flagWrong, missingField, settingMissing, versionsDisagree } from './release-modes.ts';
import { badInput, queueGrows, workersStuck } from './work-modes.ts';

export const FAILURE_MODES: readonly [FailureMode, ...FailureMode[]] = [
  heapGrows,
  peerRefuses,
  lostIndex,
  peerSlow,
  missingField,
  queueGrows,
  rightsRevoked,
  stampede,
  packetsLost,
  replicaBehind,
  partnerLimits,
  versionsDisagree,
  workersStuck,
  certificateRanOut,
  doubleRun,
  settingMissing,
  badInput,
  volumeFills,
  flagWrong,
];
