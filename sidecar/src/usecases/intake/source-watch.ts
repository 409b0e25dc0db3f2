import type { SourceStatus } from '@incident-memory/contract';

interface Source {
  readonly name: string;
  readonly kind: SourceStatus['kind'];
  lastDataAt: number | null;
  newestAt: number | null;
  lateLines: number;
  problem: string | null;
}

/** More senders of one organisation than this are not told apart. */
const MAX_SOURCES = 100;

/**
 * Where signals come from, and whether they still do: quiet can only be trusted while its sources are fresh.
 * Kept in memory; after a start a source is "never" until it speaks.
 */
export class SourceWatch {
  private readonly byOrganisation = new Map<string, Map<string, Source>>();

  /** A source that is expected, before it said anything. */
  expect(organisation: string, { name, kind }: Pick<Source, 'name' | 'kind'>): void {
    this.source(organisation, { name, kind });
  }

  heard(
    organisation: string,
    {
      name,
      kind,
      at,
      newestAt,
      late = 0,
    }: { name: string; kind: SourceStatus['kind']; at: number; newestAt?: number | null; late?: number }
  ): void {
    const source = this.source(organisation, { name, kind });
    if (source === null) {
      return;
    }
    source.lastDataAt = Math.max(source.lastDataAt ?? 0, at);
    source.newestAt = Math.max(source.newestAt ?? 0, newestAt ?? at);
    source.lateLines += late;
    source.problem = null;
  }

  failed(
    organisation: string,
    { name, kind, problem }: { name: string; kind: SourceStatus['kind']; problem: string }
  ): void {
    const source = this.source(organisation, { name, kind });
    if (source !== null) {
      source.problem = problem;
    }
  }

  statuses(organisation: string, now: number): SourceStatus[] {
    return [...(this.byOrganisation.get(organisation)?.values() ?? [])].map((source) => ({
      name: source.name,
      kind: source.kind,
      state: stateOf(source, now),
      lastDataAt: source.lastDataAt === null ? null : new Date(source.lastDataAt).toISOString(),
      lagSeconds: source.newestAt === null ? null : Math.max(0, (now - source.newestAt) / 1000),
      lateLines: source.lateLines,
      problem: source.problem,
    }));
  }

  private source(organisation: string, { name, kind }: Pick<Source, 'name' | 'kind'>): Source | null {
    const sources = this.byOrganisation.get(organisation) ?? new Map<string, Source>();
    this.byOrganisation.set(organisation, sources);
    const known = sources.get(name);
    if (known !== undefined || sources.size >= MAX_SOURCES) {
      return known ?? null;
    }
    const source: Source = { name, kind, lastDataAt: null, newestAt: null, lateLines: 0, problem: null };
    sources.set(name, source);
    return source;
  }
}

/** Silence that is longer than this is worth a word. Alerts come only when something fires, so theirs is none. */
const STALE_AFTER_MS: Record<SourceStatus['kind'], number> = { push: 60_000, elasticsearch: 60_000, alerts: Infinity };

function stateOf(source: Source, now: number): SourceStatus['state'] {
  if (source.problem !== null) {
    return 'failing';
  }
  if (source.lastDataAt === null) {
    return 'never';
  }
  return now - source.lastDataAt > STALE_AFTER_MS[source.kind] ? 'stale' : 'fresh';
}
