import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { requireRole, type Client } from '../../usecases/clients/client.ts';
import { openClientDoor, type ClientDoorOptions, type TakeCall } from '../http-intake/client-door.ts';
import { OWN_BANK, unitOf } from './bank-labels.ts';
import { presentProfile, type BankProfiles } from './bank-profiles.ts';
import type { HindsightCalls } from './hindsight-calls.ts';
import { answerHindsightError } from './hindsight-error.ts';
import * as requests from './hindsight-requests.ts';
import { factTypeOf, iso, unitId } from './present-unit.ts';

export const HINDSIGHT_PREFIX = '/compat/hindsight';

/** The version of Hindsight's API that is followed, for clients that ask. */
const API_VERSION = '1.1.0';
const BANK = '/v1/default/banks/:bank';

interface Parts {
  readonly calls: HindsightCalls;
  readonly profiles: BankProfiles;
}

/** Hindsight's API as far as its clients retain, recall, reflect and look after what they kept. */
export function registerHindsight(
  app: FastifyInstance,
  { calls, profiles, ...door }: Omit<ClientDoorOptions, 'product' | 'prefix'> & Parts
): void {
  void app.register(async (scoped) => {
    scoped.setErrorHandler(answerHindsightError);
    const on = openClientDoor(scoped, { ...door, product: 'Hindsight', prefix: HINDSIGHT_PREFIX });
    on('/health', { GET: async () => ({ status: 'healthy' }) });
    on('/version', { GET: async () => ({ api_version: API_VERSION, features: FEATURES }) });
    registerMemories(on, calls);
    registerBanks(on, { calls, profiles });
    registerDocuments(on, calls);
  });
}

/** What a client need not try: none of it is there. */
const FEATURES = {
  ...{ observations: false, mcp: false, worker: false, bank_config_api: false, bank_llm_health: false },
  ...{ file_upload_api: false, document_export_api: false, document_import_api: false, audit_log: false },
  ...{ llm_trace: false, store_document_text: true },
};

function registerMemories(on: TakeCall, calls: HindsightCalls): void {
  on(`${BANK}/memories`, {
    POST: async ({ client, params, body }) => calls.retain(client, bankOf(params), await body(requests.RetainBody)),
    DELETE: async ({ client, params }) => {
      const count = await calls.removeWhere(client, bankOf(params), () => true);
      return { success: true, message: `${count} memories removed`, deleted_count: count };
    },
  });
  on(`${BANK}/memories/list`, {
    GET: async ({ client, params, query }) => calls.list(client, bankOf(params), query(requests.ListQuery)),
  });
  on(`${BANK}/memories/recall`, {
    POST: async ({ client, params, body }) => calls.recall(client, bankOf(params), await body(requests.RecallBody)),
  });
  on(`${BANK}/reflect`, {
    POST: async ({ client, params, body }) => calls.reflect(client, bankOf(params), await body(requests.ReflectBody)),
  });
  on(`${BANK}/memories/:memory`, {
    GET: ({ client, params }) => calls.get(client, bankOf(params), params['memory'] ?? ''),
    PATCH: async ({ client, params, body }) =>
      calls.update(client, { bank: bankOf(params), id: params['memory'] ?? '' }, await body(requests.UpdateMemoryBody)),
  });
  // What is sent to be done later is done at once; its operation is the first memory that came of it.
  on(`${BANK}/operations/:operation`, {
    GET: async ({ client, params }) => {
      const operation = params['operation'] ?? '';
      const { mentioned_at: at } = await calls.get(client, bankOf(params), operation);
      return {
        operation_id: operation,
        status: 'completed',
        operation_type: 'retain',
        created_at: at,
        completed_at: at,
      };
    },
  });
}

function registerBanks(on: TakeCall, { calls, profiles }: Parts): void {
  on('/v1/default/banks', {
    GET: async ({ client, query }) => {
      const { limit, offset, q = '' } = query(requests.PageQuery);
      const known = await profiles.all(client);
      const counts = await calls.countByBank(client);
      const names = [...new Set([...Object.keys(known), ...counts.keys(), OWN_BANK])].filter((name) =>
        name.includes(q)
      );
      const banks = await Promise.all(
        names
          .sort()
          .slice(offset, offset + limit)
          .map(async (bank) => ({
            ...presentProfile(bank, await profiles.profileOf(client, bank)),
            fact_count: counts.get(bank) ?? 0,
          }))
      );
      return { banks, total: names.length, limit, offset };
    },
  });
  const read = async (client: Client, bank: string) => presentProfile(bank, await profiles.profileOf(client, bank));
  on(BANK, {
    PUT: async ({ client, params, body }) => {
      const bank = bankOf(params);
      return presentProfile(bank, await profiles.change(client, bank, await body(requests.BankBody)));
    },
    PATCH: async ({ client, params, body }) => {
      const bank = bankOf(params);
      return presentProfile(bank, await profiles.change(client, bank, await body(requests.BankBody)));
    },
    DELETE: async ({ client, params }) => {
      requireRole(client, 'Editor');
      const bank = bankOf(params);
      const count = await calls.removeWhere(client, bank, () => true);
      await profiles.remove(client, bank);
      return { success: true, message: `The bank and its ${count} memories are removed`, deleted_count: count };
    },
  });
  on(`${BANK}/profile`, { GET: ({ client, params }) => read(client, bankOf(params)) });
  on(`${BANK}/stats`, {
    GET: async ({ client, params }) => {
      const bank = bankOf(params);
      const records = await calls.all(client, bank);
      const documents = new Set(records.map((record) => unitOf(record).document));
      const byType = Object.entries(Object.groupBy(records, factTypeOf)).map(([type, some]) => [type, some.length]);
      return {
        ...{ bank_id: bank, total_nodes: records.length, total_links: 0, total_documents: documents.size },
        nodes_by_fact_type: Object.fromEntries(byType) as Record<string, number>,
        ...{ links_by_link_type: {}, links_by_fact_type: {}, links_breakdown: {} },
        ...{ pending_operations: 0, failed_operations: 0, operations_by_status: {} },
      };
    },
  });
  on(`${BANK}/tags`, {
    GET: async ({ client, params, query }) => {
      const { limit, offset } = query(requests.PageQuery);
      const tags = (await calls.all(client, bankOf(params))).flatMap((record) => unitOf(record).tags);
      const counted = Object.entries(Object.groupBy(tags, (tag) => tag)).map(([tag, some]) => ({
        tag,
        count: some?.length ?? 0,
      }));
      return { items: counted.slice(offset, offset + limit), total: counted.length, limit, offset };
    },
  });
}

function registerDocuments(on: TakeCall, calls: HindsightCalls): void {
  const read = async (client: Client, bank: string, id: string) => {
    const units = await calls.all(client, bank, (record) => unitId(unitOf(record).document ?? '') === id);
    const [newest] = units;
    if (newest === undefined) {
      throw new ApplicationError('IM_MEMORY_UNKNOWN');
    }
    return presentDocument(bank, id, [newest, ...units.slice(1)]);
  };
  on(`${BANK}/documents`, {
    GET: async ({ client, params, query }) => {
      const { limit, offset, q = '' } = query(requests.PageQuery);
      const bank = bankOf(params);
      const units = await calls.all(client, bank);
      const documents = [...Map.groupBy(units, (record) => unitId(unitOf(record).document ?? ''))]
        .filter(([id]) => id.includes(q))
        .map(([id, some]) => presentDocument(bank, id, some));
      return { items: documents.slice(offset, offset + limit), total: documents.length, limit, offset };
    },
  });
  on(`${BANK}/documents/:document`, {
    GET: ({ client, params }) => read(client, bankOf(params), params['document'] ?? ''),
    PATCH: async ({ client, params, body }) => {
      const { tags } = await body(requests.UpdateDocumentBody);
      await read(client, bankOf(params), params['document'] ?? '');
      await calls.retag(client, { bank: bankOf(params), document: params['document'] ?? '' }, tags ?? []);
      return { success: true };
    },
    DELETE: async ({ client, params }) => {
      const document = params['document'] ?? '';
      await read(client, bankOf(params), document);
      const count = await calls.removeWhere(
        client,
        bankOf(params),
        (record) => unitId(unitOf(record).document ?? '') === document
      );
      return { success: true, message: 'The document is removed', document_id: document, memory_units_deleted: count };
    },
  });
}

function presentDocument(bank: string, id: string, units: readonly MemoryRecord[]): Record<string, unknown> {
  const inOrder = units.toSorted((a, b) => a.createdAt - b.createdAt);
  const text = inOrder.map((record) => record.text).join('\n\n');
  return {
    ...{ id, bank_id: bank, original_text: text, text_length: text.length },
    content_hash: createHash('sha256').update(text).digest('hex'),
    created_at: iso(inOrder[0]?.createdAt ?? 0),
    updated_at: iso(Math.max(...units.map(({ updatedAt }) => updatedAt))),
    memory_unit_count: units.length,
    tags: [...new Set(units.flatMap((record) => unitOf(record).tags))],
    document_metadata: {},
  };
}

function bankOf(params: Readonly<Record<string, string>>): string {
  return params['bank'] ?? '';
}
