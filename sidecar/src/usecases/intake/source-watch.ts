import type { SourceCost, SourceStatus } from '@incident-memory/contract';
import { CostOfAnHour } from './cost-of-an-hour.ts';

interface Source {
  readonly name: string;
  readonly kind: SourceStatus['kind'];
  lastDataAt: number | null;
  newestAt: number | null;
  lateLines: number;
  problem: string | null;
  cost: CostOfAnHour | null;
  restricted: boolean;
}

interface Named {
  readonly name: string;
  readonly kind: SourceStatus['kind'];
}

interface Heard extends Named {
  readonly at: number;
  /** End of the newest data; `at` where it is not told. */
  readonly newestAt?: number | null;
  readonly late?: number;
  /** What asking took; told by those that are asked. */
  readonly cost?: SourceCost;
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
  expect(organisation: string, { name, kind, restricted = false }: Named & { restricted?: boolean }): void {
    const source = this.source(organisation, { name, kind });
    if (source !== null) {
      source.restricted = restricted;
    }
  }

  heard(organisation: string, { name, kind, at, newestAt, late = 0, cost }: Heard): void {
    const source = this.source(organisation, { name, kind });
    if (source === null) {
      return;
    }
    source.lastDataAt = Math.max(source.lastDataAt ?? 0, at);
    source.newestAt = Math.max(source.newestAt ?? 0, newestAt ?? at);
    source.lateLines += late;
    source.problem = null;
    if (cost !== undefined) {
      source.cost ??= new CostOfAnHour();
      source.cost.add(cost, at);
    }
  }

  failed(organisation: string, { name, kind, problem }: Named & { problem: string }): void {
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
      cost: source.cost?.upTo(now) ?? null,
      restricted: source.restricted,
    }));
  }

  private source(organisation: string, { name, kind }: Named): Source | null {
    const sources = this.byOrganisation.get(organisation) ?? new Map<string, Source>();
    this.byOrganisation.set(organisation, sources);
    const known = sources.get(name);
    if (known !== undefined || sources.size >= MAX_SOURCES) {
      return known ?? null;
    }
    const nothing = { lastDataAt: null, newestAt: null, lateLines: 0, problem: null, cost: null, restricted: false };
    const source: Source = { name, kind, ...nothing };
    sources.set(name, source);
    return source;
  }
}

/**
 * Silence that is longer than this is worth a word. Alerts and changes come only when something happens, so theirs is
 * none; a watch of Kubernetes hears at least bookmarks, about one a minute.
 */
const STALE_AFTER_MS: Record<SourceStatus['kind'], number> = {
  push: 60_000,
  elasticsearch: 60_000,
  grafana: 180_000,
  kubernetes: 300_000,
  alerts: Infinity,
  changes: Infinity,
};

function stateOf(source: Source, now: number): SourceStatus['state'] {
  if (source.problem !== null) {
    return 'failing';
  }
  if (source.lastDataAt === null) {
    return 'never';
  }
  return now - source.lastDataAt > STALE_AFTER_MS[source.kind] ? 'stale' : 'fresh';
}
