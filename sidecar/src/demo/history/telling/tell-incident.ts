import { between, pick, seededRandom, type Random } from '../../seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from '../../shop/services.ts';
import type { PastContext, PastIncident } from '../past-incident.ts';
import { timeOfDay, usualLoad, weekdayOf } from '../planning/clock-times.ts';
import { MINUTE_MS, type HistorySpan } from '../planning/history-options.ts';
import { drawnKind, type PlannedIncident } from '../planning/plan-history.ts';
import { fillIn, type Slots } from './fill-in.ts';
import { incidentIdAt } from './incident-id.ts';
import { complaintsAbout, type KnownErrors } from './known-errors.ts';
import type { SignatureMemory } from './attempts/signature-memory.ts';
import { tellAttempts } from './attempts/tell-attempts.ts';
import { tellChanges } from './tell-changes.ts';
import { tellClosing } from './tell-closing.ts';
import { tellLinks } from './tell-links.ts';
import { tellSymptoms } from './tell-symptoms.ts';
import { versionAt } from './versions.ts';

export interface Teller {
  readonly span: HistorySpan;
  readonly errors: KnownErrors;
  readonly memory: SignatureMemory;
}

/** As the story of the live demo names its signing key. */
const LIVE_KEY = 'key 2026-11';
const REGIONS = ['eu-central-1', 'eu-central-1', 'us-east-1'] as const;
/** The service that a nameless signature (silence) hits. */
const SILENT_SERVICES = DEMO_SERVICES;

export function incidentId(planned: PlannedIncident): string {
  return incidentIdAt(seededRandom(planned.seed), planned.at);
}

/** Keys are named after their month. */
function withKeyOfMonth(text: string, at: number): string {
  return text.includes(LIVE_KEY) ? text.replace(LIVE_KEY, `key ${new Date(at).toISOString().slice(0, 7)}`) : text;
}

/** One incident as its team remembers it. */
export function tellIncident(planned: PlannedIncident, teller: Teller): PastIncident {
  const { signature, cause, at: startedAt } = planned;
  const { span, memory } = teller;
  const random = seededRandom(planned.seed ^ 0x5bd1e995);
  const id = incidentId(planned);
  const kind = drawnKind(random, cause);
  const isCascade = kind === 'cascade';
  const service = signature.errors.length === 0 ? pick(random, SILENT_SERVICES) : signature.service;
  const services = hitServices(random, service, { planned, isCascade });
  const context = contextOf(random, { planned, service, span });
  const slots: Slots = {
    service,
    version: context['version'] ?? '',
    before: versionAt(cause.change?.service ?? service, startedAt, span.from).before,
    region: context['region'] ?? '',
  };
  const fill = (text: string) => withKeyOfMonth(fillIn(random, text, slots), startedAt);
  const detectedAt = startedAt + between(random, 20, kind === 'slow' || kind === 'silent' ? 900 : 150) * 1000;
  const told = tellAttempts(random, {
    incident: id,
    ...{ signature, cause, context, slots, startedAt, detectedAt, span, memory },
    relapsesAt: planned.relapsesAs?.at ?? null,
  });
  const toldBy = services.length > 1 && random() < 0.3 ? pick(random, services) : service;
  const errors = [...signature.errors, ...(isCascade ? complaintsAbout(signature) : [])];
  const severity = pick(random, signature.severities);
  const peakErrors = signature.errors.length === 0 ? 0 : between(random, 20, isCascade ? 900 : 400);
  const minutes = (told.endedAt - startedAt) / MINUTE_MS;
  const incident = {
    id,
    number: planned.number,
    service,
    services,
    title: fill(titleOf(random, planned, memory)),
    symptoms: tellSymptoms(random, { signature, cause, toldBy, service, slots }),
    toldBy,
    kind,
    failureClass: signature.failureClass,
    category: signature.category,
    severity,
    labels: [signature.failureClass, kind],
    errors: errors.map((error) => teller.errors.tell(error, service, fill)),
    startedAt,
    detectedAt,
    endedAt: told.endedAt,
    peakErrors,
    totalErrors: Math.round(peakErrors * minutes * (0.4 + 0.3 * random())),
    requestsPerMinute: Math.round({ low: 220, normal: 900, high: 2400 }[loadOf(context)] * (0.7 + 0.6 * random())),
    context,
    changes: tellChanges(random, {
      cause,
      service,
      slots,
      startedAt,
      span,
      disturbed: told.disturbed ? told.attempts : [],
    }),
    cause: { class: cause.class, words: fill(pick(random, cause.words)) },
    attempts: told.attempts,
    relapsedAs: planned.relapsesAs === null ? null : incidentId(planned.relapsesAs),
  };
  const links = tellLinks({
    incident,
    planned,
    memory,
    cause,
    parent: planned.follows === null ? null : incidentId(planned.follows),
  });
  return {
    ...incident,
    ...tellClosing(random, { cause, told, slots }),
    links,
  };
}

function loadOf(context: PastContext): 'low' | 'normal' | 'high' {
  const load = context['load'];
  return load === 'low' || load === 'high' ? load : 'normal';
}

/** Not the one of last time. */
function titleOf(random: Random, { signature }: PlannedIncident, memory: SignatureMemory): string {
  const title = pick(
    random,
    signature.titles.filter((one) => one !== memory.lastTitle)
  );
  memory.lastTitle = title;
  return title;
}

function hitServices(
  random: Random,
  service: DemoService,
  { planned, isCascade }: { planned: PlannedIncident; isCascade: boolean }
): DemoService[] {
  const { alsoHits } = planned.signature;
  const callers = isCascade ? complaintsAbout(planned.signature).map(({ service: caller }) => caller ?? service) : [];
  const others = alsoHits.filter((other) => other !== service && random() < (isCascade ? 0.9 : 0.4));
  return [...new Set([service, ...callers, ...others])];
}

function contextOf(
  random: Random,
  { planned, service, span }: { planned: PlannedIncident; service: DemoService; span: HistorySpan }
): PastContext {
  const { cause, at } = planned;
  return {
    version: versionAt(cause.change?.service ?? service, at, span.from).version,
    load: usualLoad(random, at),
    'time-of-day': timeOfDay(at),
    weekday: weekdayOf(at),
    region: pick(random, REGIONS),
    'after-deploy': cause.change?.kind === 'deploy' ? 'yes' : 'no',
    ...cause.context,
  };
}
