import type { SignatureDefinition } from './catalogue/signature-definition.ts';
import type { PastChange, PastIncident } from './past-incident.ts';
import type { Contradiction, HistoryTruth, IncidentTruth, Retelling, SignatureTruth } from './history-truth.ts';
import { DEFAULT_COUNT, DEFAULT_SEED, type HistoryOptions, type HistorySpan } from './planning/history-options.ts';
import { planHistory } from './planning/plan-history.ts';
import { retell } from './telling/retell.ts';
import { KnownErrors } from './telling/known-errors.ts';
import { tellHistory, type ToldIncident } from './tell-history.ts';
import { lookAlikesOf, staleFixesOf, truthOfSignature } from './truth-of-signatures.ts';

/**
 * A past for the demo, and for every test that needs one: eighteen months of incidents worth recalling, of which each
 * teaches something. About 27 signatures recur (catalogue/), a third of all happened once only (composed/), and larger
 * histories have more signatures. A plan first says what happens when (planning/); it is then told in order of time
 * (telling/), by teams that know what happened to them before and nothing of the truth: they try what is tempting, take
 * up what cured last time, turn suggestions down, are fooled by look-alikes, and go on with a fix whose target has
 * changed. What comes of an attempt is drawn from the truth (catalogue), so rates in the history are those of the truth.
 *
 * Nothing is read or written, and the same options give the same history, to the letter. Injected failures of the demo
 * write the errors that signatures of the catalogue have, so what is injected has been seen before.
 */
export interface History {
  readonly span: HistorySpan;
  readonly seed: number;
  /** In order of `startedAt`; exactly as many as asked for. */
  readonly incidents: readonly PastIncident[];
  /** Some of them, told once more by somebody else. */
  readonly retellings: readonly Retelling[];
  /** Changes that made fixes stale: part of no incident. */
  readonly changes: readonly PastChange[];
  /** How what recurs was told, for who asks about it in other words. */
  readonly catalogue: readonly SignatureDefinition[];
  readonly truth: HistoryTruth;
}

export function generateHistory(options: HistoryOptions): History {
  const seed = options.seed ?? DEFAULT_SEED;
  const plan = planHistory({ seed, count: options.count ?? DEFAULT_COUNT, now: options.now });
  const errors = new KnownErrors();
  const incidents: PastIncident[] = [];
  const truths = new Map<string, IncidentTruth>();
  const oneOffs: SignatureTruth[] = [];
  const retellings: Retelling[] = [];
  const contradictions: Contradiction[] = [];
  for (const told of tellHistory(plan, errors)) {
    const { incident, truth, signature } = told;
    incidents.push(incident);
    truths.set(incident.id, truth);
    contradictions.push(...contradictionsOf(told, truths));
    retellings.push(...retell(told, { seed, until: options.now }));
    if (truth.isOneOff) {
      oneOffs.push(truthOfSignature(signature, { isOneOff: true, errors }));
    }
  }
  const recurring = plan.recurring.map((signature) => truthOfSignature(signature, { isOneOff: false, errors }));
  const staleFixes = staleFixesOf(plan.recurring, plan.span);
  return {
    span: plan.span,
    seed,
    incidents,
    retellings,
    changes: staleFixes.map(({ changedAt: at, service, changeTitle, target }) => ({
      ...{ kind: 'configuration', at, service, title: changeTitle, before: 'as it was', after: changeTitle, target },
    })),
    catalogue: plan.recurring,
    truth: {
      signatures: [...recurring, ...oneOffs],
      lookAlikes: lookAlikesOf(plan.recurring),
      staleFixes,
      incidents: truths,
      contradictions,
    },
  };
}

/** One after the other, for histories that are too large to hold; the same incidents as `generateHistory` has. */
export function* streamHistory(options: HistoryOptions): Generator<ToldIncident, undefined> {
  const seed = options.seed ?? DEFAULT_SEED;
  yield* tellHistory(planHistory({ seed, count: options.count ?? DEFAULT_COUNT, now: options.now }));
  return undefined;
}

function contradictionsOf(
  { incident, truth }: ToldIncident,
  truths: ReadonlyMap<string, IncidentTruth>
): Contradiction[] {
  return incident.links.flatMap(({ kind, incident: earlier, fix }) =>
    kind === 'contradicts' && fix !== null
      ? [
          {
            signature: truth.signature,
            fix,
            earlier,
            later: incident.id,
            causesDiffer: truths.get(earlier)?.cause !== truth.cause,
          },
        ]
      : []
  );
}
