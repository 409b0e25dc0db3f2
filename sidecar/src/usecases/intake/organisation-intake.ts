import type { BoundedTable, LogLevel } from '@incident-memory/contract';
import { countBySecond, type ObservedCount } from '../../domain/detection/counting/observed-count.ts';
import { readError } from '../../domain/fingerprints/read-error.ts';
import { MetricAccumulator } from '../../domain/metrics/metric-accumulator.ts';
import type { Occurrence, RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { toOccurrence } from '../../domain/occurrences/to-occurrence.ts';
import type { Relation } from '../../domain/relations/relation.ts';
import { RelationWatch } from '../../domain/relations/relation-watch.ts';
import { relationsOf } from '../../domain/relations/relations-of-resource.ts';
import { countLines } from '../../domain/signals/count-lines.ts';
import { EchoedErrors } from '../../domain/signals/echoed-errors.ts';
import { isBelieved } from '../../domain/signals/event-time.ts';
import { ERROR_LEVELS, type LogLine } from '../../domain/signals/log-line.ts';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import type { RawResource, RawSignals, RawSpan } from '../../domain/signals/raw-signals.ts';
import { ServiceRegister } from '../../domain/signals/service-register.ts';
import { foldLines } from '../../domain/stack-traces/fold-lines.ts';
import type { OwnCodeSettings } from '../../domain/stack-traces/own-code.ts';
import { countTemplates } from '../../domain/templates/count-templates.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { DEFAULT_TRAFFIC_LIMITS, TrafficCounter } from '../../domain/traffic/traffic-counter.ts';
import type { Ids } from '../../ports/ids.ts';
import { emptyBatch, type SignalBatch } from '../../ports/stores/signals/signal-store.ts';
import type { OccurrenceStore } from '../../ports/stores/signals/occurrence-store.ts';
import type { TemplateStore } from '../../ports/stores/signals/template-store.ts';
import { boundText, cleanText } from './bound-text.ts';
import { describeTables } from './describe-tables.ts';
import { firstTold } from './first-told.ts';
import { ServiceMiners } from './service-miners.ts';

interface Dependencies {
  readonly scope: Scope;
  readonly templates: Pick<TemplateStore, 'known'>;
  readonly occurrences: Pick<OccurrenceStore, 'list'>;
  readonly ids: Ids;
  readonly redact: (text: string) => string;
  readonly maxServices: number;
  /** A line that is older than this when it comes is counted as late. */
  readonly lateAfterMs: number;
  readonly isKept: (level: LogLevel) => boolean;
  /** How code of the organisation's own is told from libraries, where the defaults do not do. */
  readonly ownCode?: OwnCodeSettings;
  /** When intake began, of whichever organisation: totals of younger processes are known from their beginning. */
  readonly heardSince?: number;
}

export interface PreparedSignals {
  readonly batch: SignalBatch;
  /** For detection: the lines by service and second. */
  readonly observed: readonly ObservedCount[];
  readonly lines: number;
  readonly spans: number;
  readonly points: number;
  readonly late: number;
  /** Lines whose time was not believed. */
  readonly repaired: number;
}

/** What is told once only: it must not be lost with a batch that was refused. */
type ToldOnce = Pick<SignalBatch, 'templates' | 'calls' | 'metrics' | 'relations'>;
const NOTHING_RETURNED: ToldOnce = { templates: [], calls: [], metrics: [], relations: [] };
/** Of each list; while nothing can be stored, memory stays bounded and the oldest goes. */
const MOST_RETURNED = 10_000;

interface Understood {
  readonly line: LogLine;
  readonly service: string;
  readonly at: number;
  readonly level: LogLevel;
  readonly template: string;
  readonly isError: boolean;
}

/**
 * What intake knows of one organisation: the names, templates, series and calls that were seen. Turns what a request
 * brought into one batch: redacted, bounded, counted.
 */
export class OrganisationIntake {
  private readonly dependencies: Dependencies;
  private readonly register: ServiceRegister;
  private readonly miners: ServiceMiners;
  private readonly traffic: TrafficCounter;
  private readonly metrics: MetricAccumulator;
  private readonly relations: RelationWatch;
  private readonly echoes = new EchoedErrors();
  private returned = NOTHING_RETURNED;

  constructor(dependencies: Dependencies) {
    const { redact, maxServices, templates, heardSince } = dependencies;
    this.dependencies = dependencies;
    this.register = new ServiceRegister({ maxServices, redact });
    this.miners = new ServiceMiners(templates);
    this.traffic = new TrafficCounter({ redact });
    this.metrics = new MetricAccumulator({ redact, ...(heardSince === undefined ? {} : { heardSince }) });
    this.relations = new RelationWatch({ redact });
  }

  async prepare(raw: RawSignals, about: { receivedAt: number; source: string }): Promise<PreparedSignals> {
    const { receivedAt } = about;
    const folded = foldLines(this.echoes.leaveOut(raw.lines, receivedAt));
    const lines = await this.understandAll(folded, receivedAt);
    const occurrences = await Promise.all(raw.occurrences.map((occurrence) => this.occurrence(occurrence, about)));
    const lateBefore = receivedAt - this.dependencies.lateAfterMs;
    return {
      batch: this.withReturned({
        id: this.dependencies.ids.next('bat'),
        lines: lines.filter(({ level }) => this.dependencies.isKept(level)).map(({ line }) => line),
        counts: countLines(lines),
        templates: this.miners.takeChanges(new Set(lines.map(({ service }) => service))),
        templateCounts: countTemplates(lines),
        ...this.countTraffic(raw.spans, lines, receivedAt),
        metrics: this.metrics.add(raw.points.map((point) => ({ ...point, ...this.place(point, receivedAt) }))),
        occurrences,
        relations: this.relationsIn(raw.resources, receivedAt),
      }),
      observed: countBySecond(lines),
      lines: raw.lines.length,
      spans: raw.spans.length,
      points: raw.points.length,
      late: lines.reduce((sum, { at }) => sum + (at < lateBefore ? 1 : 0), 0),
      repaired: folded.reduce((sum, { at }) => sum + (isBelieved(at, receivedAt) ? 0 : 1), 0),
    };
  }

  /** Calls that waited for their other side and are clear now; null where none is. */
  settle(receivedAt: number): SignalBatch | null {
    const calls = this.traffic.settle(receivedAt);
    return calls.length === 0 ? null : { ...emptyBatch(this.dependencies.ids.next('bat')), calls };
  }

  /** The batch was kept nowhere. Its sender comes again; what is told only once goes with the next batch. */
  takeBack({ templates, calls, metrics, relations }: SignalBatch): void {
    const { returned } = this;
    this.returned = {
      templates: [...returned.templates, ...templates].slice(-MOST_RETURNED),
      calls: [...returned.calls, ...calls].slice(-MOST_RETURNED),
      metrics: [...returned.metrics, ...metrics].slice(-MOST_RETURNED),
      relations: [...returned.relations, ...relations].slice(-MOST_RETURNED),
    };
  }

  tables(): BoundedTable[] {
    return describeTables({
      services: this.register.status(),
      templates: this.miners.status(),
      ...trafficTables(this.traffic),
      metrics: this.metrics.status(),
      relations: this.relations.status(),
    });
  }

  private withReturned(batch: SignalBatch): SignalBatch {
    const { templates, calls, metrics, relations } = this.returned;
    this.returned = NOTHING_RETURNED;
    return {
      ...batch,
      templates: [...templates, ...batch.templates],
      calls: [...calls, ...batch.calls],
      metrics: [...metrics, ...batch.metrics],
      relations: [...relations, ...batch.relations],
    };
  }

  private async understandAll(lines: readonly RawLine[], receivedAt: number): Promise<Understood[]> {
    const named = lines.map((raw) => ({ raw, service: this.nameOf(raw.service, receivedAt) }));
    const services = new Set(named.map(({ service }) => service));
    await this.miners.prepare(this.dependencies.scope, services);
    return named.map((one) => this.understand(one, receivedAt));
  }

  private understand({ raw, service }: { raw: RawLine; service: string }, receivedAt: number): Understood {
    const { redact, ids } = this.dependencies;
    const at = isBelieved(raw.at, receivedAt) ? raw.at : receivedAt;
    const clean = (text: string | null) => (text === null ? null : cleanText(redact, text));
    // Before texts are cut to what is kept: the root cause of a long trace stands at its end.
    const told = readError(
      { message: cleanText(redact, raw.message), errorType: clean(raw.errorType), stack: clean(raw.stack) },
      this.dependencies.ownCode
    );
    const message = boundText(told.message, 'message');
    const template = this.miners.learn(service, message, receivedAt).id;
    const { level, traceId } = raw;
    // Written out: copying from another object costs a tenth of all that is done with a line here.
    const line: LogLine = {
      id: ids.next('log'),
      at,
      receivedAt,
      service,
      level,
      message,
      template,
      traceId,
      errorType: told.errorType === null ? null : boundText(told.errorType, 'errorType'),
      stack: told.stack === null ? null : boundText(told.stack, 'stack'),
      fingerprint: told.fingerprint,
    };
    return { line, service, at, level, template, isError: ERROR_LEVELS.has(level) };
  }

  private countTraffic(spans: readonly RawSpan[], lines: readonly Understood[], receivedAt: number) {
    const placed = spans.map((span) => ({ ...span, ...this.place(span, receivedAt) }));
    const { operations, calls } = this.traffic.addSpans(placed, receivedAt);
    return { operations, calls: [...calls, ...this.traffic.addLines(lines.flatMap(withTrace), receivedAt)] };
  }

  private async occurrence(
    raw: RawOccurrence,
    { receivedAt, source }: { receivedAt: number; source: string }
  ): Promise<Occurrence> {
    const { scope, redact, occurrences } = this.dependencies;
    const service = raw.service === null ? null : this.nameOf(raw.service, receivedAt);
    const occurrence = toOccurrence(raw, { source, receivedAt, redact, service });
    return raw.at === null ? firstTold(occurrence, { scope, store: occurrences }) : occurrence;
  }

  private relationsIn(resources: readonly RawResource[], at: number): Relation[] {
    const relations = resources.flatMap((resource) =>
      relationsOf(resource, { service: this.nameOf(resource.service, at), at })
    );
    return this.relations.changed(relations, at);
  }

  private place(told: { service: string | null; at: number | null }, receivedAt: number) {
    return {
      service: this.nameOf(told.service, receivedAt),
      at: isBelieved(told.at, receivedAt) ? told.at : receivedAt,
    };
  }

  private nameOf(told: string | null, receivedAt: number): string {
    return this.register.nameOf(told, receivedAt);
  }
}

function trafficTables(traffic: TrafficCounter) {
  const { operations, pairs, overflowed } = traffic.status();
  const { maxOperations, maxPairs } = DEFAULT_TRAFFIC_LIMITS;
  return {
    operations: { size: operations, limit: maxOperations, overflowed: overflowed.operations },
    calls: { size: pairs, limit: maxPairs, overflowed: overflowed.pairs },
  };
}

function withTrace({ line, service, at, isError }: Understood) {
  return line.traceId === null ? [] : [{ service, at, traceId: line.traceId, isError }];
}
