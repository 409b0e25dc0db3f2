import type { FailureMode } from '../failure-mode.ts';
import { heapGrows, stampede } from './memory-modes.ts';

export const FAILURE_MODES: readonly [FailureMode, ...FailureMode[]] = [heapGrows, stampede];
