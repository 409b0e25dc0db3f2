import type { z } from 'zod';
import { RecallBody } from '@incident-memory/contract';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { nameOfCall, type Client } from '../../usecases/clients/client.ts';
import { isClientNote, type ClientNotes } from '../../usecases/clients/client-notes.ts';
import type { FindNotes, NoteFilter } from '../../usecases/clients/find-notes.ts';
import { adviceLine } from '../../usecases/clients/tell-memory.ts';
import type { RecallMemories } from '../../usecases/memory/recall/recall-memories.ts';
import { readFilters, requireEntity } from './mem0-filters.ts';
import { DOOR, entitiesOf, labelsOf, ENTITIES, metadataOf, type Entities } from './mem0-labels.ts';
import type { AddBody, FeedbackBody, ListBody, SearchBody, UpdateBody } from './mem0-requests.ts';
import { mem0Id, memoryIdOf, presentMem0, presentMem0History } from './present-mem0.ts';

interface Dependencies {
  readonly notes: ClientNotes;
  readonly find: FindNotes;
  readonly recall: Pick<RecallMemories, 'forWords'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Json = Record<string, unknown>;

const DEFAULT_TOP_K = 10;
/** What is said by the system says nothing of the user. */
const UNHEARD = new Set(['system', 'tool', 'developer']);

/**
 * What mem0's clients call, on the memory of the house. No model reads what they add: each message is kept as it stands,
 * at once, as mem0 does with `infer: false`.
 */
export class Mem0Calls {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async add(client: Client, body: z.output<typeof AddBody>): Promise<Json> {
    const entities = { ...given(body.filters ?? {}), ...given(body) };
    if (Object.keys(entities).length === 0) {
      throw new ApplicationError('IM_REQUEST_INVALID', {
        details: { problem: `one of ${ENTITIES.join(', ')} is needed` },
        path: 'body',
      });
    }
    const heard = body.messages.filter(({ role }) => !UNHEARD.has(role));
    const labels = labelsOf(entities, body.metadata ?? {});
    const validUntil = endOfDay(body.expiration_date);
    const at = body.timestamp == null ? undefined : body.timestamp * 1000;
    const texts = heard.map(({ content }) => textOf(content)).filter((text) => text.trim() !== '');
    const { notes } = this.dependencies;
    const name = nameOfCall(client, 'mem0 add', body);
    const wanted = texts.map((text, place) => ({ text, labels, at, validUntil, once: `${name} ${place}` }));
    notes.check(client, wanted);
    const kept: MemoryRecord[] = [];
    for (const note of wanted) {
      kept.push(await notes.keep(client, DOOR, note));
    }
    return {
      message: `${kept.length} kept as they stand; no model reads them here`,
      status: 'SUCCEEDED',
      event_id: kept[0] === undefined ? null : mem0Id(kept[0].id),
      results: kept.map((record) => ({ ...presentMem0(record), data: { memory: record.text }, event: 'ADD' })),
    };
  }

  async get(client: Client, id: string): Promise<Json> {
    return presentMem0(await this.dependencies.notes.read(client, memoryIdOf(id)));
  }

  /** One page of what the filters say, with the number of all of them. */
  async list(
    client: Client,
    { body, page, pageSize }: { body: z.output<typeof ListBody>; page: number; pageSize: number }
  ): Promise<{ count: number; results: Json[] }> {
    const filters = readFilters(body.filters);
    requireEntity(filters);
    const from = dateOf(body.start_date) ?? -Infinity;
    const to = dateOf(body.end_date) ?? Infinity;
    const fits = this.presentOnly(body, filters);
    const listed = await this.dependencies.find.list(client, {
      ...filters,
      fits: (record) => record.startedAt >= from && record.startedAt <= to && fits(record),
    });
    const results = listed.slice((page - 1) * pageSize, page * pageSize).map((record) => presentMem0(record));
    return { count: listed.length, results };
  }

  async search(client: Client, body: z.output<typeof SearchBody>): Promise<Json> {
    const filters = readFilters({ ...body.filters, ...(body.metadata == null ? {} : { metadata: body.metadata }) });
    requireEntity(filters);
    const found = await this.dependencies.find.find(client, {
      text: body.query,
      filter: { ...filters, fits: this.presentOnly(body, filters) },
      limit: body.top_k ?? DEFAULT_TOP_K,
      least: body.threshold ?? undefined,
    });
    const isOwn = found.some(({ record }) => !isClientNote(record));
    const recalled = isOwn
      ? await this.dependencies.recall.forWords(client.scope, RecallBody.parse({ text: body.query }))
      : null;
    return {
      results: found.map(({ record, score }) => onlyFields({ ...presentMem0(record, recalled), score }, body.fields)),
      ...(recalled === null ? {} : { do_not_try: recalled.doNotTry.map(adviceLine) }),
    };
  }

  async update(client: Client, given: string, body: z.output<typeof UpdateBody>): Promise<Json> {
    const id = memoryIdOf(given);
    const { notes } = this.dependencies;
    const standing = await notes.read(client, id);
    const metadata = body.metadata ?? metadataOf(standing.labels);
    const record = await notes.revise(client, id, {
      ...(body.text == null ? {} : { text: body.text }),
      ...(body.metadata == null ? {} : { labels: labelsOf(entitiesOf(standing.labels), metadata) }),
      ...(body.expiration_date === undefined ? {} : { validUntil: endOfDay(body.expiration_date) }),
    });
    return presentMem0(record);
  }

  async remove(client: Client, id: string): Promise<Json> {
    await this.dependencies.notes.remove(client, memoryIdOf(id));
    return { message: 'Memory deleted successfully!' };
  }

  /** All notes of these entities; without any nothing is removed, since that would be everybody's. */
  async removeAll(client: Client, entities: Entities): Promise<number> {
    const filter = readFilters({ AND: Object.entries(entities).map(([key, value]) => ({ [key]: value })) });
    requireEntity(filter);
    const listed = await this.dependencies.find.list(client, filter);
    const notes = listed.filter(isClientNote);
    for (const { id } of notes) {
      await this.dependencies.notes.remove(client, id);
    }
    return notes.length;
  }

  async history(client: Client, id: string): Promise<Json[]> {
    return presentMem0History(await this.dependencies.notes.history(client, memoryIdOf(id)));
  }

  async feedback(client: Client, body: z.output<typeof FeedbackBody>): Promise<Json> {
    const id = memoryIdOf(body.memory_id);
    const { feedback = null, feedback_reason: reason = null } = body;
    if (feedback === null) {
      await this.dependencies.notes.unrate(client, id);
    } else {
      await this.dependencies.notes.rate(client, id, { helped: feedback === 'POSITIVE', reason: reason ?? '' });
    }
    return { id: mem0Id(id), feedback, feedback_reason: reason };
  }

  /** Everyone of whom something is kept. */
  async entities(client: Client): Promise<Json[]> {
    const records = await this.dependencies.find.list(client, { alternatives: [[]], fits: isClientNote });
    const found = new Map<string, Json & { total_memories: number }>();
    for (const { labels, startedAt, updatedAt } of records) {
      for (const key of ENTITIES.filter((one) => labels[one] !== undefined)) {
        const name = labels[key] ?? '';
        const type = key.slice(0, -'_id'.length);
        const known = found.get(`${type} ${name}`);
        found.set(`${type} ${name}`, {
          ...{ id: name, name, type, owner: client.id, metadata: {} },
          created_at: new Date(startedAt).toISOString(),
          updated_at: known?.['updated_at'] ?? new Date(updatedAt).toISOString(),
          total_memories: (known?.total_memories ?? 0) + 1,
        });
      }
    }
    return [...found.values()];
  }

  /** Expired ones are hidden unless they are asked for. */
  private presentOnly(
    { show_expired: showExpired, categories }: { show_expired?: boolean | null; categories?: string[] | null },
    { fits }: NoteFilter
  ): NoteFilter['fits'] {
    const now = this.dependencies.clock.now();
    return (record) =>
      (showExpired === true || record.validUntil === null || record.validUntil >= now) &&
      (categories == null || categories.includes(record.category)) &&
      fits(record);
  }
}

function given(body: Partial<Record<(typeof ENTITIES)[number], string | null | undefined>>): Entities {
  return Object.fromEntries(
    ENTITIES.flatMap((key) => (body[key] === null || body[key] === undefined ? [] : [[key, body[key]]]))
  );
}

type Content = z.output<typeof AddBody>['messages'][number]['content'];

/** The words of it; a picture is not looked at. */
function textOf(content: Content): string {
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : [content].flat();
  if (parts.some(({ text }) => text === undefined)) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'pictures and files are not read here; send what they show as text' },
      path: 'body.messages',
    });
  }
  return parts.map(({ text }) => text).join('\n');
}

/** A memory is valid through its day. */
function endOfDay(day: string | null | undefined): number | null | undefined {
  if (day === null || day === undefined) {
    return day;
  }
  const end = Date.parse(`${day}T23:59:59.999Z`);
  if (Number.isNaN(end)) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'there is no such day' },
      path: 'body.expiration_date',
    });
  }
  return end;
}

function dateOf(text: string | null | undefined): number | null {
  const at = text == null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function onlyFields(item: Json, fields: string[] | null | undefined): Json {
  return fields == null || fields.length === 0
    ? item
    : Object.fromEntries(Object.entries(item).filter(([key]) => key === 'id' || fields.includes(key)));
}
