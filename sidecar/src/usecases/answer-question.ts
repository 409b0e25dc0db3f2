import type { AskBody } from '@incident-memory/contract';
import type { IncidentRecord } from '../domain/incidents/incident-record.ts';
import { findSpike, type Spike } from '../domain/questions/find-spike.ts';
import { nameServices, type NamedServices } from '../domain/questions/name-services.ts';
import type { LogLine } from '../domain/signals/log-line.ts';
import { bucketStart, STATISTICS_STEP_MS, type ServiceCounts } from '../domain/signals/service-counts.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { ErrorSamples } from './read-error-samples.ts';
import type { Stores } from '../ports/stores/stores.ts';

export interface QuestionAnswer {
  readonly about: NamedServices;
  readonly spike: Spike | null;
  readonly from: number;
  readonly to: number;
  readonly rates: readonly {
    service: string;
    errors: number;
    lines: number;
    usualErrors: number | null;
    seconds: number;
  }[];
  readonly incidents: readonly IncidentRecord[];
  readonly samples: readonly LogLine[];
  readonly unknown: readonly string[];
}

const KNOWN_FOR_MS = 7 * 24 * 60 * 60 * 1000;
/** Errors begin before the spike that a person sees: look a little around it. */
const AROUND_MS = 5 * 60 * 1000;
/** What is usual is taken from this time before, so that the spike itself does not count. */
const USUAL_FROM_MS = 60 * 60 * 1000;
const USUAL_STEP_MS = 5 * 60 * 1000;
/** A service that was heard for less of that time has no usual to compare with. */
const USUAL_NEEDS_STEPS = 3;
const MAX_RATES = 10;
const MAX_INCIDENTS = 20;
const MAX_SAMPLES = 20;

/** "Ask about this": rates, incidents and samples of the services around the spike, and what is not known. */
export class AnswerQuestion {
  private readonly stores: Pick<Stores, 'statistics' | 'incidents'>;
  private readonly samples: ErrorSamples;

  constructor({ stores, samples }: { stores: Pick<Stores, 'statistics' | 'incidents'>; samples: ErrorSamples }) {
    this.stores = stores;
    this.samples = samples;
  }

  async answer(scope: Scope, question: AskBody): Promise<QuestionAnswer> {
    const spike = findSpike(question.series);
    const from = Math.max(0, (spike?.from ?? question.from) - AROUND_MS);
    const to = (spike?.to ?? question.to) + AROUND_MS;
    const known = await this.stores.statistics.lastSeen(scope, from - KNOWN_FOR_MS);
    const about = nameServices([...known.keys()].sort(), {
      title: question.panel.title,
      series: question.series,
      spikeSeries: spike?.series ?? null,
    });
    const services = about.services.length > 0 ? about.services : undefined;
    const [rates, incidents, samples] = await Promise.all([
      this.rates(scope, { from, to, services }),
      this.stores.incidents.list(scope, {
        ...(services ? { services } : {}),
        from,
        to,
        sort: '-startedAt',
        limit: MAX_INCIDENTS,
      }),
      this.samples.read(scope, { ...(services ? { services } : {}), from, to, limit: MAX_SAMPLES }),
    ]);
    const unknown = whatIsUnknown({ about, spike, rates, question });
    return { about, spike, from, to, rates, incidents: incidents.records, samples, unknown };
  }

  private async rates(
    scope: Scope,
    { from, to, services }: { from: number; to: number; services: readonly string[] | undefined }
  ): Promise<QuestionAnswer['rates']> {
    const spanMs = Math.ceil((to - from) / STATISTICS_STEP_MS) * STATISTICS_STEP_MS;
    const filter = services === undefined ? {} : { services };
    const start = bucketStart(from);
    const [during, before] = await Promise.all([
      // One step for all of it: only totals are wanted, and the range is the asker's to choose.
      this.stores.statistics.counts(scope, { from: start, to: start + spanMs, stepMs: spanMs, ...filter }),
      this.stores.statistics.counts(scope, {
        from: bucketStart(start - USUAL_FROM_MS),
        to: start,
        stepMs: USUAL_STEP_MS,
        ...filter,
      }),
    ]);
    return [...totals(during)]
      .map(([service, { errors, lines }]) => ({
        service,
        errors,
        lines,
        usualErrors: usualOf(
          before.filter((row) => row.service === service),
          spanMs
        ),
        seconds: spanMs / 1000,
      }))
      .sort((a, b) => excess(b) - excess(a) || a.service.localeCompare(b.service))
      .slice(0, MAX_RATES);
  }
}

/** Errors in as long a time, as far as the service was heard before; null where that is too little to say. */
function usualOf(before: readonly ServiceCounts[], spanMs: number): number | null {
  const heard = before.filter(({ lines }) => lines > 0);
  if (heard.length < USUAL_NEEDS_STEPS) {
    return null;
  }
  const errors = heard.reduce((sum, row) => sum + row.errors, 0);
  return (errors * spanMs) / (heard.length * USUAL_STEP_MS);
}

function excess({ errors, usualErrors }: { errors: number; usualErrors: number | null }): number {
  return errors - (usualErrors ?? 0);
}

function totals(counts: readonly ServiceCounts[]): Map<string, { errors: number; lines: number }> {
  const sums = new Map<string, { errors: number; lines: number }>();
  for (const { service, errors, lines } of counts) {
    const sum = sums.get(service) ?? { errors: 0, lines: 0 };
    sums.set(service, { errors: sum.errors + errors, lines: sum.lines + lines });
  }
  return sums;
}

function whatIsUnknown({
  about,
  spike,
  rates,
  question,
}: Pick<QuestionAnswer, 'about' | 'spike' | 'rates'> & { question: AskBody }): string[] {
  const unknown: string[] = [];
  if (question.series.length === 0) {
    unknown.push('The panel handed over no series, so only its time range could be looked at.');
  } else if (spike === null) {
    unknown.push('Nothing in the series stands out from their own median; the whole time range was looked at.');
  }
  if (about.services.length === 0) {
    unknown.push('Which service this is about could not be told: the answer shows all services.');
  }
  if (rates.length === 0) {
    unknown.push('No log lines are known from around that time.');
  }
  return unknown;
}
