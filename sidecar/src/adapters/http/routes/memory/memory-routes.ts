import type { MemoryListQuery } from '@incident-memory/contract';
import type { NewMemoryEvent } from '../../../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../../../domain/memory/memory-record.ts';
import type { SharingRule } from '../../../../domain/tenancy/sharing.ts';
import { ApplicationError } from '../../../../platform/application-error.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Ids } from '../../../../ports/ids.ts';
import type { MemoryQuery } from '../../../../ports/stores/memories/memory-store.ts';
import type { Stores } from '../../../../ports/stores/stores.ts';
import {
  actOnMemory,
  correctionOf,
  findMemory,
  rememberNote,
  type Categories,
} from '../../../../usecases/memory/act-on-memory.ts';
import type { MemoryLedger } from '../../../../usecases/memory/memory-ledger.ts';
import { readMemoryLog } from '../../../../usecases/memory/read-memory-log.ts';
import { onceName } from '../../answer-once.ts';
import type { Call, Handlers } from '../../call.ts';
import { presentMemory, presentMemoryEntries } from '../../present/present-memory.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly stores: Pick<Stores, 'events' | 'memories'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly categories: Categories;
  readonly sharing: readonly SharingRule[];
  readonly isEnabled: boolean;
  readonly onRated: (helped: boolean) => void;
}

type MemoryRoutes =
  | 'listMemories'
  | 'readMemory'
  | 'readMemoryHistory'
  | 'listMemoryLog'
  | 'remember'
  | 'correctMemory'
  | 'confirmMemory'
  | 'staleMemory'
  | 'revalidateMemory'
  | 'retireMemory'
  | 'restoreMemory'
  | 'linkMemory'
  | 'unlinkMemory'
  | 'rateMemory'
  | 'undoMemory';

type Asked = Pick<Call<'confirmMemory'>, 'reader' | 'params' | 'ifVersion' | 'request'>;

export function memoryRoutes(dependencies: Dependencies): Pick<Handlers, MemoryRoutes> {
  const { ledger, stores, categories, sharing, isEnabled } = dependencies;
  const act = async (call: Asked, what: NewMemoryEvent | ((record: MemoryRecord) => NewMemoryEvent)) => {
    requireOn(isEnabled);
    const { reader, params, ifVersion, request } = call;
    const event = typeof what === 'function' ? what(await findMemory(ledger, reader.scope, params.memory)) : what;
    const asked = { memory: params.memory, login: reader.login, ifVersion, once: onceName({ reader, request }) };
    return presentMemory(await actOnMemory(ledger, reader.scope, { ...asked, what: event }));
  };
  /** Links lead to what the reader may see: else one could ask which ids there are. */
  const link = async (call: Call<'linkMemory' | 'unlinkMemory'>, type: 'linked' | 'unlinked') => {
    await findMemory(ledger, call.reader.scope, call.body.memory);
    if (call.body.memory === call.params.memory) {
      throw new ApplicationError('IM_REQUEST_INVALID', {
        details: { problem: 'a memory is not linked to itself' },
        path: 'body.memory',
      });
    }
    return act(call, { type, payload: call.body });
  };

  return {
    listMemories: async ({ reader, query }) => {
      const { records, nextCursor } = await stores.memories.list(reader.scope, listQuery(query));
      return { items: records.map(presentMemory), nextCursor };
    },
    readMemory: async ({ reader, params }) => presentMemory(await findMemory(ledger, reader.scope, params.memory)),
    readMemoryHistory: async ({ reader, params, query }) => {
      await findMemory(ledger, reader.scope, params.memory);
      const history = (await ledger.history(reader.scope, params.memory)) ?? [];
      const before = query.cursor === undefined ? Infinity : sequenceOf(query.cursor);
      const newest = history.filter(({ sequence }) => sequence < before).reverse();
      const items = newest.slice(0, query.limit);
      const last = items.at(-1)?.sequence ?? 1;
      return { items: presentMemoryEntries(items, history), nextCursor: last > 1 ? String(last) : null };
    },
    listMemoryLog: async ({ reader, query }) => {
      const { logged, nextCursor } = await readMemoryLog(stores, reader.scope, query);
      return { items: logged.flatMap(({ event, history }) => presentMemoryEntries([event], history)), nextCursor };
    },
    remember: async ({ reader, body, request }) => {
      requireOn(isEnabled);
      const once = onceName({ reader, request });
      return presentMemory(await rememberNote(dependencies, reader.scope, { body, login: reader.login, once }));
    },
    correctMemory: (call) =>
      act(call, (record) => ({
        type: 'corrected',
        payload: correctionOf(record, call.body, { categories, scope: call.reader.scope, sharing }),
      })),
    confirmMemory: (call) => act(call, { type: 'confirmed', payload: {} }),
    staleMemory: (call) => act(call, { type: 'staled', payload: call.body }),
    revalidateMemory: (call) => act(call, { type: 'revalidated', payload: call.body }),
    retireMemory: (call) => act(call, { type: 'retired', payload: call.body }),
    restoreMemory: (call) => act(call, { type: 'restored', payload: {} }),
    linkMemory: (call) => link(call, 'linked'),
    unlinkMemory: (call) => link(call, 'unlinked'),
    rateMemory: async (call) => {
      const rated = await act(call, { type: 'feedback-given', payload: call.body });
      dependencies.onRated(call.body.helped);
      return rated;
    },
    undoMemory: (call) => act(call, { type: 'undone', payload: call.body }),
  };
}

/** What would be remembered is refused while memory is off; reading goes on. */
export function requireOn(isEnabled: boolean): void {
  if (!isEnabled) {
    throw new ApplicationError('IM_MEMORY_OFF');
  }
}

function listQuery({ state, category, service, provenance, label, ...rest }: MemoryListQuery): MemoryQuery {
  const colon = label?.indexOf(':') ?? -1;
  return {
    ...rest,
    ...(state ? { states: state } : {}),
    ...(category ? { categories: category } : {}),
    ...(service ? { services: service } : {}),
    ...(provenance ? { provenances: provenance } : {}),
    ...(label === undefined
      ? {}
      : {
          labels: [
            colon < 0 ? { key: label, value: null } : { key: label.slice(0, colon), value: label.slice(colon + 1) },
          ],
        }),
  };
}

function sequenceOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'this cursor was not made here' },
      path: 'query.cursor',
    });
  }
  return Number(cursor);
}
