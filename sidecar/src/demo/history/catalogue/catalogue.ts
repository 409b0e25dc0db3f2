import { heapLimit } from './analytics/heap-limit.ts';
import { missingSetting } from './analytics/missing-setting.ts';
import { schemaMismatch } from './analytics/schema-mismatch.ts';
import { warehouseReadTimeout } from './analytics/warehouse-read-timeout.ts';
import { introspectionDeadline } from './auth/introspection-deadline.ts';
import { sessionMapGrows } from './auth/session-map-grows.ts';
import { signingKeyExpired } from './auth/signing-key-expired.ts';
import { deadlocks } from './database/deadlocks.ts';
import { migrationLock } from './database/migration-lock.ts';
import { poolExhausted } from './database/pool-exhausted.ts';
import { volumeFull } from './database/volume-full.ts';
import { certificateExpired } from './gateway/certificate-expired.ts';
import { openFiles } from './gateway/open-files.ts';
import { paymentTimeouts } from './gateway/payment-timeouts.ts';
import { rateLimit } from './gateway/rate-limit.ts';
import { nameNotResolved } from './notification/name-not-resolved.ts';
import { poisonMessage } from './notification/poison-message.ts';
import { relayRefused } from './notification/relay-refused.ts';
import { egressPortsUsedUp } from './payment/egress-ports-used-up.ts';
import { listenerRefuses } from './payment/listener-refuses.ts';
import { providerUnavailable } from './payment/provider-unavailable.ts';
import { settlementHeap } from './payment/settlement-heap.ts';
import type { SignatureDefinition } from './signature-definition.ts';
import { goneSilent } from './silence/gone-silent.ts';
import { avatarHeap } from './user/avatar-heap.ts';
import { cacheLost } from './user/cache-lost.ts';
import { databaseNotReached } from './user/database-not-reached.ts';
import { duplicateKey } from './user/duplicate-key.ts';

/** What recurs in any history, most often first: what an injection shows comes first of all. */
export const CATALOGUE: readonly [SignatureDefinition, ...SignatureDefinition[]] = [
  poolExhausted,
  providerUnavailable,
  openFiles,
  relayRefused,
  signingKeyExpired,
  cacheLost,
  heapLimit,
  goneSilent,
  paymentTimeouts,
  databaseNotReached,
  avatarHeap,
  nameNotResolved,
  introspectionDeadline,
  schemaMismatch,
  deadlocks,
  egressPortsUsedUp,
  sessionMapGrows,
  listenerRefuses,
  poisonMessage,
  warehouseReadTimeout,
  duplicateKey,
  volumeFull,
  migrationLock,
  settlementHeap,
  rateLimit,
  missingSetting,
  certificateExpired,
];
