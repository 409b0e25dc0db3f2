import { candidateOf } from '../../../domain/recall/candidates/candidate-bytes.ts';
import { vectorsIn } from '../../../domain/recall/meaning/quantised-vector.ts';
import type { RecallCandidate } from '../../../domain/recall/ranking/recall-query.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type {
  CandidateFilter,
  CandidateQuery,
  RecallEntry,
  RecallIndex,
  RecallStatistics,
  RecallVector,
} from '../../../ports/stores/memories/recall-index.ts';
import { ByOrganisation } from '../by-organisation.ts';
import { hasLabel } from './memory-memory-store.ts';

/** Looks at every entry for every question: honest, and fit for some thousands. */
export class MemoryRecallIndex implements RecallIndex {
  private readonly rooms = new ByOrganisation(() => new Map<string, RecallEntry>());
  /** Entries as they are ranked, made when first asked for. */
  private readonly candidatesOf = new WeakMap<RecallEntry, RecallCandidate>();

  async put(scope: Scope, entries: readonly RecallEntry[]): Promise<void> {
    requireSameOrganisation(scope, entries);
    const room = this.rooms.of(scope);
    for (const entry of entries) {
      if ((room.get(entry.memory)?.version ?? 0) <= entry.version) {
        room.set(entry.memory, copyOf(entry));
      }
    }
  }

  async remove(scope: Scope, memories: readonly string[]): Promise<number> {
    const room = this.rooms.of(scope);
    return memories.filter((memory) => room.delete(memory)).length;
  }

  async candidates(scope: Scope, query: CandidateQuery): Promise<RecallCandidate[]> {
    const entries = this.visible(scope).filter((entry) => passes(entry, query.filter));
    const found = new Set(armsOf(query).flatMap((score) => best(entries, { score, limit: query.limit })));
    return [...found].map((entry) => this.candidateOf(entry));
  }

  async statistics(scope: Scope, of: { words: Float64Array; concepts: readonly string[] }): Promise<RecallStatistics> {
    const entries = this.visible(scope);
    const words = counted(
      [...of.words],
      entries.flatMap((entry) => [...this.candidateOf(entry).words.keys])
    );
    return {
      documents: entries.length,
      length: entries.reduce((sum, { length }) => sum + length, 0),
      words: [...of.words].map((key) => words.get(key) ?? 0),
      concepts: counted(
        of.concepts,
        entries.flatMap(({ concepts }) => concepts.map(([concept]) => concept))
      ),
    };
  }

  async read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]> {
    const room = this.rooms.of(scope);
    const found = [...new Set(memories)].flatMap((memory) => room.get(memory) ?? []);
    return found.filter((entry) => maySee(scope, entry)).map(copyOf);
  }

  async outdated(scope: Scope, current: { analyser: string; model: string; limit: number }): Promise<string[]> {
    return this.visible(scope)
      .filter(({ analyser, vector }) => analyser !== current.analyser || vector?.model !== current.model)
      .slice(0, current.limit)
      .map(({ memory }) => memory);
  }

  private candidateOf(entry: RecallEntry): RecallCandidate {
    const candidate = this.candidatesOf.get(entry) ?? candidateOf(entry);
    this.candidatesOf.set(entry, candidate);
    return candidate;
  }

  private visible(scope: Scope): RecallEntry[] {
    return [...this.rooms.of(scope).values()].filter((entry) => maySee(scope, entry));
  }
}

function counted<Name>(wanted: readonly Name[], occurring: readonly Name[]): Map<Name, number> {
  const counts = new Map(wanted.map((name) => [name, 0]));
  for (const name of occurring) {
    const count = counts.get(name);
    if (count !== undefined) {
      counts.set(name, count + 1);
    }
  }
  return counts;
}

type Score = (entry: RecallEntry) => number;

function armsOf(query: CandidateQuery): Score[] {
  const { vector } = query;
  const weights = new Map(query.terms.map(({ term, weight }) => [term, weight]));
  const conceptWeights = new Map(query.concepts.map(({ concept, weight }) => [concept, weight]));
  const shared = (wanted: readonly string[], has: readonly string[]) =>
    wanted.filter((one) => has.includes(one)).length;
  return [
    (entry) => sum(entry.terms.map(([term]) => weights.get(term) ?? 0)),
    (entry) => sum(entry.concepts.map(([concept]) => conceptWeights.get(concept) ?? 0)),
    ...vectorsIn(vector).map(
      (one): Score =>
        ({ vector: of }) =>
          cosine(one, of)
    ),
    (entry) => shared(query.fingerprints, entry.fingerprints),
    (entry) => shared(query.templates, entry.templates),
    (entry) => shared(query.services, entry.services),
  ];
}

function best(entries: readonly RecallEntry[], { score, limit }: { score: Score; limit: number }): RecallEntry[] {
  return entries
    .map((entry) => ({ entry, score: score(entry) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || b.entry.startedAt - a.entry.startedAt)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function passes(entry: RecallEntry, filter: CandidateFilter): boolean {
  const { kinds, categories, services, labels = [], from = -Infinity, to = Infinity, without = [] } = filter;
  return (
    (kinds?.includes(entry.kind) ?? true) &&
    (categories?.includes(entry.category) ?? true) &&
    (services === undefined || entry.services.some((service) => services.includes(service))) &&
    labels.every((label) => hasLabel(entry.labels, label)) &&
    entry.startedAt >= from &&
    entry.startedAt <= to &&
    !without.includes(entry.memory)
  );
}

/** 0 where the two cannot be compared, or one says nothing. */
function cosine(query: RecallVector, vector: RecallVector | null): number {
  if (vector === null || vector.model !== query.model || vector.values.length !== query.values.length) {
    return 0;
  }
  let [dot, left, right] = [0, 0, 0];
  for (const [place, value] of query.values.entries()) {
    const other = vector.values[place] ?? 0;
    dot += value * other;
    left += value * value;
    right += other * other;
  }
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function copyOf(entry: RecallEntry): RecallEntry {
  return structuredClone(entry);
}
