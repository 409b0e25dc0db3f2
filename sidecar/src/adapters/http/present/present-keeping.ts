import type { ChainVerification, ForgetProof, MemoryAudit } from '@incident-memory/contract';
import type { ForgettingShown } from '../../../usecases/keeping/forget.ts';
import type { Audit } from '../../../usecases/keeping/read-audit.ts';
import type { Verification } from '../../../usecases/keeping/verify-chains.ts';
import { instant } from './present-incident.ts';

export function presentAudit({ at, memories, lookedAt, tally, expiring, counts, findings }: Audit): MemoryAudit {
  const rows = new Map<string, MemoryAudit['tally'][number]>();
  for (const { category, provenance, state, stale, memories: some } of tally) {
    const key = `${category} ${provenance}`;
    const row = rows.get(key) ?? { category, provenance, active: 0, retired: 0, stale: 0 };
    rows.set(key, {
      ...row,
      active: row.active + (state === 'active' || state === 'forming' ? some : 0),
      retired: row.retired + (state === 'retired' || state === 'merged' ? some : 0),
      stale: row.stale + (stale ? some : 0),
    });
  }
  return {
    ...{ at: instant(at), memories, lookedAt, tally: [...rows.values()], counts, findings: [...findings] },
    expiring: {
      ...expiring,
      categories: expiring.categories.map((one) => ({ ...one, firstAt: instant(one.firstAt) })),
    },
  };
}

export function presentVerification({ at, broken, ...counts }: Verification): ChainVerification {
  return { at: instant(at), ...counts, sound: broken.length === 0, broken: broken.map((one) => ({ ...one })) };
}

export function presentForgetting({ forgetting, checked }: ForgettingShown): ForgetProof {
  const { id, at, by, begun, done } = forgetting;
  return {
    id,
    at: instant(at),
    by,
    reason: begun.reason,
    done: done !== null,
    streams: [...(done?.streams ?? [])],
    places: [...(done?.places ?? [])],
    checked: checked === null ? null : { ...checked, at: instant(checked.at) },
  };
}
