import type { NewMemoryEvent } from '../../../../domain/memory/memory-events.ts';
import type { Forget } from '../../../../usecases/keeping/forget.ts';
import type { ReadAudit } from '../../../../usecases/keeping/read-audit.ts';
import type { VerifyChains } from '../../../../usecases/keeping/verify-chains.ts';
import { actOnMemory } from '../../../../usecases/memory/act-on-memory.ts';
import type { MemoryLedger } from '../../../../usecases/memory/memory-ledger.ts';
import { onceName } from '../../answer-once.ts';
import type { Call, Handlers } from '../../call.ts';
import { presentAudit, presentForgetting, presentVerification } from '../../present/present-keeping.ts';
import { presentMemory } from '../../present/present-memory.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly audit: ReadAudit;
  readonly verify: VerifyChains;
  readonly forget: Forget;
  readonly redact: (text: string) => string;
}

type KeepingRoutes =
  | 'auditMemories'
  | 'verifyChains'
  | 'previewForget'
  | 'forget'
  | 'listForgetProofs'
  | 'readForgetProof'
  | 'holdMemory'
  | 'releaseMemory'
  | 'unflagMemory';

export function keepingRoutes(dependencies: Dependencies): Pick<Handlers, KeepingRoutes> {
  const { ledger, audit, verify, forget, redact } = dependencies;
  const act = async (
    call: Pick<Call<'holdMemory'>, 'reader' | 'params' | 'ifVersion' | 'request'>,
    what: NewMemoryEvent
  ) => {
    const { reader, params, ifVersion, request } = call;
    const asked = { memory: params.memory, login: reader.login, ifVersion, once: onceName({ reader, request }) };
    return presentMemory(await actOnMemory(ledger, reader.scope, { ...asked, what }));
  };

  return {
    auditMemories: async ({ reader }) => presentAudit(await audit.read(reader.scope)),
    verifyChains: async ({ reader }) => presentVerification(await verify.all(reader.scope.organisation)),
    previewForget: async ({ reader, body }) => ({ items: await forget.titled(reader.scope, body) }),
    forget: async ({ reader, body }) => {
      const actor = { kind: 'person', name: reader.login } as const;
      return presentForgetting(await forget.forget(reader.scope, { ...body, reason: redact(body.reason), actor }));
    },
    listForgetProofs: async ({ reader, query }) => {
      const { forgettings, nextCursor } = await forget.list(reader.scope.organisation, query);
      return { items: forgettings.map((forgetting) => presentForgetting({ forgetting, checked: null })), nextCursor };
    },
    readForgetProof: async ({ reader, params }) =>
      presentForgetting(await forget.show(reader.scope.organisation, params.proof)),
    holdMemory: (call) => act(call, { type: 'held', payload: call.body }),
    releaseMemory: (call) => act(call, { type: 'released', payload: call.body }),
    unflagMemory: (call) => act(call, { type: 'unflagged', payload: call.body }),
  };
}
