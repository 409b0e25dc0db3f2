import type { Actor } from '@incident-memory/contract';

/** The product acting by itself. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', name: 'incident-memory' };
