import { symptomSentence } from '../../incidents/sentences/impact-sentence.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { IncidentFacts } from './incident-facts.ts';

/** What many lines say is the trouble; a stray one is something else that failed in the same minutes. */
const LEAST_SHARE = 0.2;
const MAX_TEMPLATES = 10;
const MAX_FINGERPRINTS = 10;
const MAX_ALARMS = 5;

/** By what the same trouble is known again. */
export function signatureOfIncident({ incident, errorLines, templates }: IncidentFacts): MemoryRecord['signature'] {
  // Who calls a service that fails has errors too, often more of them: its own come first, where they are no strays.
  const types = mostFrequent(errorLines.map((line) => line.errorType));
  const own = new Set(errorLines.filter(({ service }) => service === incident.service).map((line) => line.errorType));
  const errorType = types.find((type) => own.has(type)) ?? types[0] ?? null;
  const erroneous = templates.filter(({ errors }) => errors > 0);
  const most = erroneous[0]?.errors ?? 0;
  const telling = new Map(
    erroneous.filter(({ errors }) => errors >= most * LEAST_SHARE).map(({ id, text }) => [id, { id, text }])
  );
  return {
    errorType,
    fingerprints: mostFrequent(errorLines.map(({ fingerprint }) => fingerprint)).slice(0, MAX_FINGERPRINTS),
    templates: [...telling.values()].slice(0, MAX_TEMPLATES),
    symptoms: unique([
      symptomSentence(incident),
      ...incident.alarms.slice(0, MAX_ALARMS).map(({ service, sentence }) => `${service}: ${sentence}`),
      ...incident.alerts.slice(0, MAX_ALARMS).map(({ name }) => `alert ${name}`),
      ...(incident.spread === null ? [] : [incident.spread.sentence]),
    ]),
  };
}

/** Each once, the most frequent first, without those that are a stray. */
function mostFrequent(values: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  const most = sorted[0]?.[1] ?? 0;
  return sorted.filter(([, count]) => count >= most * LEAST_SHARE).map(([value]) => value);
}

function unique(sentences: readonly string[]): string[] {
  return [...new Set(sentences)];
}
