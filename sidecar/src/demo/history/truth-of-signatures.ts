import type { SignatureDefinition } from './catalogue/signature-definition.ts';
import type { LookAlikeGroup, SignatureTruth, StaleFix } from './history-truth.ts';
import type { HistorySpan } from './planning/history-options.ts';
import { bestFirst, changedAt, fixId } from './telling/attempts/fix-odds.ts';
import { complaintsAbout, type KnownErrors } from './telling/known-errors.ts';

const NEVER_BELOW = 0.1;

export function truthOfSignature(
  signature: SignatureDefinition,
  { isOneOff, errors }: { isOneOff: boolean; errors: KnownErrors }
): SignatureTruth {
  const own = signature.errors.map((error) => errors.fingerprintOf(error));
  const ofCallers = signature.causes.some(({ kinds }) => kinds.includes('cascade'))
    ? complaintsAbout(signature).map((error) => errors.fingerprintOf(error))
    : [];
  return {
    id: signature.id,
    service: signature.service,
    isOneOff,
    fingerprints: [...new Set(own)],
    callerFingerprints: [...new Set(ofCallers)],
    causes: signature.causes.map((cause) => ({
      id: cause.id,
      class: cause.class,
      fixes: cause.fixes.map((fix) => ({
        id: fixId(signature, fix),
        cures: fix.cures,
        when: (fix.when ?? []).map(({ context, cures }) => ({ context, cures })),
        otherwise: fix.otherwise,
      })),
      bestFirst: bestFirst(cause).map((fix) => fixId(signature, fix)),
      neverTry: cause.fixes
        .filter(({ cures, when = [] }) => cures <= NEVER_BELOW && when.every((one) => one.cures <= NEVER_BELOW))
        .map((fix) => fixId(signature, fix)),
    })),
  };
}

/** Look-alikes of the signatures that are in the history. */
export function lookAlikesOf(signatures: readonly SignatureDefinition[]): LookAlikeGroup[] {
  const byId = new Map(signatures.map((signature) => [signature.id, signature]));
  return signatures.flatMap((signature) => {
    const own = signature.causes.map(({ id }) => ({ signature: signature.id, cause: id }));
    const groups: LookAlikeGroup[] = [];
    if (signature.check !== undefined) {
      groups.push({ id: signature.id, members: own, check: signature.check });
    }
    const other = byId.get(signature.resembles?.signature ?? '');
    if (signature.resembles !== undefined && other !== undefined) {
      const others = other.causes.map(({ id }) => ({ signature: other.id, cause: id }));
      const id = `${signature.id} or ${other.id}`;
      groups.push({ id, members: [...own, ...others], check: signature.resembles.check });
    }
    return groups;
  });
}

export function staleFixesOf(signatures: readonly SignatureDefinition[], span: HistorySpan): StaleFix[] {
  const stale = new Map<string, StaleFix>();
  for (const signature of signatures) {
    for (const fix of signature.causes.flatMap(({ fixes }) => fixes)) {
      const at = changedAt(fix, span);
      if (fix.act.stale !== undefined && at !== null) {
        stale.set(fixId(signature, fix), {
          signature: signature.id,
          fix: fixId(signature, fix),
          replacedBy: `${signature.id}/${fix.act.stale.replacedBy}`,
          target: fix.act.target,
          changedAt: at,
          service: signature.service,
          changeTitle: fix.act.stale.title,
        });
      }
    }
  }
  return [...stale.values()];
}
