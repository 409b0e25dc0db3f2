import type { Incident } from '@incident-memory/contract';
import { findBrokenLink } from '../../src/domain/events/event-chain.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { until } from '../support/until.ts';
import { BURSTING_SERVICES } from './load.ts';
import type { Promises, SentLines } from './promises.ts';
import type { SidecarClient } from './sidecar-client.ts';

/** What was lost, doubled or broken, one sentence each; empty where every promise was kept. */
type Findings = string[];

/** Searching may be a moment behind writing (Elasticsearch), and what waits in the spool is brought in after a start. */
const FOUND_WITHIN_MS = 20_000;
const AROUND_MS = 60_000;

/** Every line of these services: acknowledged ones once, unanswered batches as a whole or not at all. */
export async function checkLines(
  client: SidecarClient,
  lines: Iterable<readonly [string, SentLines]>,
  withinMs = FOUND_WITHIN_MS
): Promise<Findings> {
  const findings: Findings = [];
  for (const [service, sent] of lines) {
    const range = { from: sent.from - AROUND_MS, to: Date.now() + AROUND_MS };
    let problems = ['not looked at'];
    const look = async () => {
      const [found, rates] = await Promise.all([client.lines(service, range), client.rates(service, range)]);
      const counted = (rates.series[0]?.lines ?? []).reduce((sum, count) => sum + count, 0);
      problems = problemsOf(sent, { texts: found.map(({ message }) => message), counted });
      return problems.length === 0;
    };
    await until(`every line of ${service}`, look, withinMs).catch(() => {
      findings.push(...problems.map((problem) => `${service}: ${problem}`));
    });
  }
  return findings;
}

function problemsOf(sent: SentLines, { texts, counted }: { texts: string[]; counted: number }): Findings {
  const there = new Set(texts);
  const lost = [...sent.acknowledged].filter((text) => !there.has(text));
  const partial = sent.unanswered.filter((batch) => {
    const stored = batch.filter((text) => there.has(text)).length;
    return stored !== 0 && stored !== batch.length;
  });
  const known = new Set([...sent.acknowledged, ...sent.unanswered.flat()]);
  const unknown = texts.filter((text) => !known.has(text));
  return [
    ...(lost.length > 0 ? [`${lost.length} acknowledged lines are lost, such as "${lost[0]}"`] : []),
    ...(there.size < texts.length ? [`${texts.length - there.size} lines are there twice`] : []),
    ...(partial.length > 0 ? [`${partial.length} unanswered batches are there by half`] : []),
    ...(unknown.length > 0 ? [`"${unknown[0]}" was never sent`] : []),
    ...(counted === texts.length ? [] : [`${counted} lines are counted where ${texts.length} are kept`]),
  ];
}

/** Acknowledged notes once, the others at most once; sequences without a gap; confirmations kept. */
export async function checkTimelines(
  client: SidecarClient,
  promises: Promises,
  incidents: ReadonlySet<string>
): Promise<Findings> {
  const findings: Findings = [];
  for (const incident of incidents) {
    const timeline = await client.timeline(incident);
    const gap = timeline.findIndex(({ sequence }, index) => sequence !== index + 1);
    if (gap >= 0) {
      findings.push(`${incident}: its timeline has a gap before event ${timeline[gap]?.sequence ?? '?'}`);
    }
    const written = timeline.filter(({ type }) => type === 'noted').map(({ sentence }) => sentence);
    for (const note of promises.notes.filter((one) => one.incident === incident)) {
      const times = written.filter((text) => text.includes(note.text)).length;
      if (times !== 1 && (note.acknowledged || times !== 0)) {
        findings.push(
          `${incident}: the note "${note.text}" (acknowledged: ${note.acknowledged}) is there ${times} times`
        );
      }
    }
    if (promises.confirmed.has(incident) && !timeline.some(({ type }) => type === 'confirmed')) {
      findings.push(`${incident}: its confirmation was acknowledged and is lost`);
    }
  }
  return findings;
}

/** No incident doubled: by number, by service, by alert, by burst. */
export function checkIncidents(incidents: readonly Incident[], promises: Promises): Findings {
  const underWay = incidents.filter(({ state }) => state === 'open' || state === 'awaiting-confirmation');
  const holders = incidents.flatMap(({ id, alerts }) => alerts.map(({ fingerprint }) => ({ fingerprint, id })));
  const held = new Set(holders.map(({ fingerprint }) => fingerprint));
  const lost = promises.alerts.filter(({ acknowledged, fingerprint }) => acknowledged && !held.has(fingerprint));
  const bursts = BURSTING_SERVICES.map((service) => ({
    service,
    sent: promises.bursts.filter((burst) => burst.service === service).length,
    opened: incidents.filter((incident) => incident.service === service).length,
  })).filter(({ sent, opened }) => opened > sent);
  return [
    ...twice(incidents.map(({ number }) => number)).map((number) => `INC-${number} is the number of two incidents`),
    ...twice(underWay.map(({ service }) => service)).map((service) => `${service} has two incidents under way`),
    ...twice(holders.map(({ fingerprint }) => fingerprint)).map((alert) => `the alert ${alert} is in two incidents`),
    ...lost.map(({ fingerprint }) => `the acknowledged alert ${fingerprint} is in no incident`),
    ...bursts.map(({ service, sent, opened }) => `${sent} bursts of ${service} became ${opened} incidents`),
  ];
}

/** Through the store, with no sidecar running: every chain of digests fits, and every state is that of its events. */
export async function checkChains(stores: Stores): Promise<Findings> {
  const scope = systemScope('main:1');
  const findings: Findings = [];
  for (const [stream, head] of await stores.events.heads(scope, { of: 'incidents', since: 0 })) {
    const events = await stores.events.read(scope, stream);
    const broken = findBrokenLink(events);
    if (broken !== null || events.length !== head || events.some(({ payload }) => payload === null)) {
      findings.push(`${stream}: the chain of its ${head} events is broken at ${broken ?? 'its end'}`);
    }
    const record = await stores.incidents.get(scope, stream);
    if (record?.version !== head) {
      findings.push(`${stream}: its state is that of event ${record?.version ?? 'none'}, its last event is ${head}`);
    }
  }
  return findings;
}

function twice<Value>(values: readonly Value[]): Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
