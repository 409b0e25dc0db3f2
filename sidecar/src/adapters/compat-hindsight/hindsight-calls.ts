import { RecallBody as Question } from '@incident-memory/contract';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { nameOfCall, requireRole, type Client } from '../../usecases/clients/client.ts';
import type { ClientNotes, NewNote } from '../../usecases/clients/client-notes.ts';
import type { FindNotes, NoteFilter } from '../../usecases/clients/find-notes.ts';
import { adviceLine, FENCE } from '../../usecases/clients/tell-memory.ts';
import type { Recalled, RecallMemories } from '../../usecases/memory/recall/recall-memories.ts';
import { tellRecalled } from '../../usecases/sessions/tell-recalled.ts';
import { DOOR, inBank, labelsOf, OWN_BANK, unitOf } from './bank-labels.ts';
import { piecesOf } from './content-pieces.ts';
import type { RecallBody, ReflectBody, RetainBody, Tagged, UpdateMemoryBody } from './hindsight-requests.ts';
import { factTypeOf, memoryIdOf, presentFact, presentUnit, unitId, type FactType } from './present-unit.ts';
import { groupFits, tagsFit } from './tag-conditions.ts';

interface Dependencies {
  readonly notes: ClientNotes;
  readonly find: FindNotes;
  readonly recall: Pick<RecallMemories, 'forWords'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Json = Record<string, unknown>;
type Fact = Json & { readonly text: string };

/** As Hindsight's own default. */
const DEFAULT_TOKENS = 4096;
/** Some four letters each, in the languages that are written here. */
const LETTERS_PER_TOKEN = 4;
const MOST_RECALLED = 100;
const NO_USAGE = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

/**
 * What Hindsight's clients call, on the memory of the house: retain keeps what is told as it stands, recall finds it,
 * reflect puts an answer together from what was found and says that no model did.
 */
export class HindsightCalls {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async retain(client: Client, bank: string, body: RetainBody): Promise<Json> {
    requireWritable(client, bank);
    const { notes } = this.dependencies;
    const replaced = await this.replacedBy(client, bank, body);
    const name = nameOfCall(client, 'hindsight retain', { bank, body });
    const wanted = notesOf(bank, body).map((note, place) => ({
      ...{ ...note, once: `${name} ${place}`, instead: replaced.map(({ id }) => id) },
    }));
    // First all is looked at, then the new is kept, then the old is taken away: whatever is refused, or dies in between,
    // loses nothing, and the same request again finishes it.
    notes.check(client, wanted);
    const kept: MemoryRecord[] = [];
    for (const note of wanted) {
      kept.push(await notes.keep(client, DOOR, note));
    }
    const standing = new Set(kept.map(({ id }) => id));
    for (const { id } of replaced.filter((one) => !standing.has(one.id))) {
      await notes.remove(client, id);
    }
    const operation = body.async === true && kept[0] !== undefined ? unitId(kept[0].id) : null;
    return {
      ...{ success: true, bank_id: bank, items_count: body.items.length, async: body.async === true },
      ...(operation === null ? {} : { operation_id: operation }),
      usage: NO_USAGE,
    };
  }

  async recall(client: Client, bank: string, body: RecallBody): Promise<{ results: Fact[] }> {
    const { facts } = await this.factsFor(client, bank, { ...body, types: body.types });
    return { results: withinTokens(facts, body.max_tokens ?? DEFAULT_TOKENS) };
  }

  async reflect(client: Client, bank: string, body: ReflectBody): Promise<Json> {
    if (body.response_schema != null) {
      throw new ApplicationError('IM_CLIENT_CALL_NOT_OFFERED', {
        details: { client: 'Hindsight (an answer in a form of your own takes a language model)' },
      });
    }
    const query = body.context == null ? body.query : `${body.query}\n${body.context}`;
    const { facts, recalled } = await this.factsFor(client, bank, { ...body, query, types: body.fact_types });
    const based = withinTokens(facts, body.max_tokens ?? DEFAULT_TOKENS);
    return {
      text: reflection(based, recalled),
      ...(body.include?.facts === undefined
        ? {}
        : { based_on: { memories: based, mental_models: [], directives: [] } }),
      usage: NO_USAGE,
    };
  }

  async list(
    client: Client,
    bank: string,
    { limit, offset, q, type, document_id: document }: ListWish
  ): Promise<{ items: Json[]; total: number; limit: number; offset: number }> {
    const words = q?.toLowerCase() ?? '';
    const records = await this.all(
      client,
      bank,
      (record) =>
        (type === undefined || factTypeOf(record) === type) &&
        (document === undefined || unitOf(record).document === document) &&
        (words === '' || record.text.toLowerCase().includes(words))
    );
    const items = records.slice(offset, offset + limit).map(presentUnit);
    return { items, total: records.length, limit, offset };
  }

  async get(client: Client, bank: string, id: string): Promise<Json> {
    return presentUnit(await this.inBank(client, bank, id));
  }

  async update(client: Client, { bank, id }: { bank: string; id: string }, body: UpdateMemoryBody): Promise<Json> {
    requireWritable(client, bank);
    const record = await this.inBank(client, bank, id);
    if (body.state === 'invalidated') {
      await this.dependencies.notes.remove(client, record.id);
      return { ...presentUnit(record), state: 'invalidated' };
    }
    const labels = body.context == null ? {} : { labels: labelsOf({ ...unitOf(record), bank, context: body.context }) };
    const text = body.text == null ? {} : { text: body.text };
    return presentUnit(await this.dependencies.notes.revise(client, record.id, { ...text, ...labels }));
  }

  all(client: Client, bank: string, also?: (record: MemoryRecord) => boolean): Promise<MemoryRecord[]> {
    return this.dependencies.find.list(client, inBank(bank, also));
  }

  /** What clients keep, by bank; and the team's own. */
  async countByBank(client: Client): Promise<Map<string, number>> {
    const records = await this.dependencies.find.list(client, {
      alternatives: [[{ key: 'client', value: DOOR }]],
      fits: () => true,
    });
    return new Map(
      [...Map.groupBy(records, (record) => unitOf(record).bank)].map(([bank, { length }]) => [bank, length])
    );
  }

  /** How many there were. */
  async removeWhere(client: Client, bank: string, which: (record: MemoryRecord) => boolean): Promise<number> {
    requireWritable(client, bank);
    const records = await this.all(client, bank, which);
    for (const { id } of records) {
      await this.dependencies.notes.remove(client, id);
    }
    return records.length;
  }

  async retag(
    client: Client,
    { bank, document }: { bank: string; document: string },
    tags: readonly string[]
  ): Promise<number> {
    requireWritable(client, bank);
    const records = await this.all(client, bank, (record) => unitId(unitOf(record).document ?? '') === document);
    for (const record of records) {
      await this.dependencies.notes.revise(client, record.id, { labels: labelsOf({ ...unitOf(record), tags }) });
    }
    return records.length;
  }

  /** What recall and reflect rest on. Of the team's own memory with what learning says of each fix. */
  private async factsFor(
    client: Client,
    bank: string,
    wish: Tagged & {
      query: string;
      types?: readonly FactType[] | null | undefined;
      min_scores?: RecallBody['min_scores'];
    }
  ): Promise<{ facts: Fact[]; recalled: Recalled | null }> {
    const wants = (type: FactType): boolean => wish.types == null || wish.types.includes(type);
    const fits = (record: MemoryRecord): boolean => wants(factTypeOf(record)) && fitsTags(record, wish);
    if (bank === OWN_BANK) {
      const question = Question.parse({ text: wish.query, limit: 50 });
      const recalled = await this.dependencies.recall.forWords(client.scope, question);
      const matches = recalled.matches.filter(({ record }) => inBank(bank).fits(record) && fits(record));
      const warnings = wants('observation') ? recalled.doNotTry.map(warningOf) : [];
      return { recalled, facts: [...warnings, ...matches.map(({ record }) => presentFact(record, recalled))] };
    }
    const filter: NoteFilter = inBank(bank, fits);
    const least = wish.min_scores?.final ?? undefined;
    const found = await this.dependencies.find.find(client, { text: wish.query, filter, limit: MOST_RECALLED, least });
    return {
      recalled: null,
      facts: found.map(({ record, score }) => ({ ...presentFact(record), scores: { final: score ?? 0 } })),
    };
  }

  private async replacedBy(client: Client, bank: string, { items }: RetainBody): Promise<MemoryRecord[]> {
    const documents = new Set(
      items.flatMap(({ document_id: id, update_mode: mode }) => (id == null || mode === 'append' ? [] : [id]))
    );
    const isReplaced = (record: MemoryRecord): boolean => documents.has(unitOf(record).document ?? '');
    return documents.size === 0 ? [] : this.all(client, bank, isReplaced);
  }

  private async inBank(client: Client, bank: string, id: string): Promise<MemoryRecord> {
    const record = await this.dependencies.notes.read(client, memoryIdOf(id));
    if (!inBank(bank).fits(record)) {
      throw new ApplicationError('IM_MEMORY_UNKNOWN');
    }
    return record;
  }
}

/** The pieces of all items, in their order. */
function notesOf(bank: string, { items, document_tags: shared }: RetainBody): Omit<NewNote, 'once'>[] {
  return items.flatMap(({ content, timestamp, context, metadata, document_id: document, tags }) => {
    const unit = { bank, document: document ?? null, context: context ?? null, metadata: metadata ?? {} };
    const labels = labelsOf({ ...unit, tags: [...new Set([...(tags ?? []), ...(shared ?? [])])] });
    const at = timestamp == null || timestamp === 'unset' ? undefined : Date.parse(timestamp);
    const pieces = piecesOf(content);
    // What has no words is refused like any empty note, so that it replaces nothing.
    return (pieces.length === 0 ? [''] : pieces).map((text) => ({ text, labels, at }));
  });
}

interface ListWish {
  readonly limit: number;
  readonly offset: number;
  readonly q?: string | undefined;
  readonly type?: FactType | undefined;
  readonly document_id?: string | undefined;
}

function requireWritable(client: Client, bank: string): void {
  requireRole(client, 'Editor');
  if (bank === OWN_BANK) {
    throw new ApplicationError('IM_CLIENT_NOTE_OF_OTHERS');
  }
}

function fitsTags(record: MemoryRecord, { tags, tags_match: match, tag_groups: groups }: Tagged): boolean {
  const held = unitOf(record).tags;
  return tagsFit(held, tags, match ?? 'any') && (groups ?? []).every((group) => groupFits(held, group));
}

/** What must not be tried comes as a fact of its own, and first: a budget cuts off what comes last. */
function warningOf(advice: Recalled['doNotTry'][number], index: number): Fact {
  const [source] = advice.from;
  return {
    id: `${unitId(source?.memory ?? 'memory')}-do-not-try-${index + 1}`,
    text: `Do not try: ${adviceLine(advice)}`,
    ...{ type: 'observation', entities: null, context: null, document_id: null, chunk_id: null, tags: [] },
    ...{ occurred_start: advice.lastAt, occurred_end: null, mentioned_at: advice.lastAt, metadata: {} },
  };
}

function withinTokens(facts: readonly Fact[], tokens: number): Fact[] {
  let left = tokens * LETTERS_PER_TOKEN;
  return facts.filter(({ text }, index) => {
    left -= text.length;
    return index === 0 || left >= 0;
  });
}

function reflection(facts: readonly Fact[], recalled: Recalled | null): string {
  const count = facts.length === 1 ? 'one memory' : `${facts.length} memories`;
  const found =
    facts.length === 0 && recalled === null
      ? ['Nothing in this bank is near enough to answer.']
      : recalled === null
        ? facts.map(({ text }) => text)
        : tellRecalled(recalled);
  return [
    `No language model is asked here: this is put together from ${count}. ${FENCE}`,
    ...found.map((line) => `- ${line.replace(/\n/g, '\n  ')}`),
  ].join('\n');
}
