import type { AskedSeries } from './find-spike.ts';

export interface NamedServices {
  readonly services: readonly string[];
  readonly how: string;
}

/** Labels that carry a service's name in common telemetry, most telling first. */
const SERVICE_LABELS = [
  'service',
  'service_name',
  'service.name',
  'app',
  'application',
  'job',
  'container',
  'deployment',
];

/**
 * Which of the known services a question is about: those in the labels first, then those whose whole name stands in a
 * series' name, then in the title. Names that nobody knows are no services.
 */
export function nameServices(
  known: readonly string[],
  { title, series, spikeSeries }: { title: string; series: readonly AskedSeries[]; spikeSeries: string | null }
): NamedServices {
  const asked = spikeSeries === null ? series : series.filter(({ name }) => name === spikeSeries);
  const knownSet = new Set(known);
  const labelled = unique(
    asked.flatMap(({ labels }) =>
      SERVICE_LABELS.flatMap((label) => (knownSet.has(labels[label] ?? '') ? [labels[label] ?? ''] : []))
    )
  );
  if (labelled.length > 0) {
    return { services: labelled, how: 'from the labels of the series' };
  }
  const named = known.filter((service) => asked.some(({ name }) => standsIn(service, name)));
  if (named.length > 0) {
    return { services: named, how: 'from the name of the series' };
  }
  const titled = known.filter((service) => standsIn(service, title));
  if (titled.length > 0) {
    return { services: titled, how: 'from the title of the panel' };
  }
  return { services: [], how: 'no known service stands in the labels, the series or the title' };
}

/** Those whose whole name stands in a text, in the order in which they are known. */
export function namedServices(known: readonly string[], text: string): string[] {
  return known.filter((service) => standsIn(service, text));
}

/** As a word of its own: "auth" is in "errors of auth", and not in "author". */
function standsIn(service: string, text: string): boolean {
  const haystack = text.toLowerCase();
  const needle = service.toLowerCase();
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    if (!isWordCharacter(haystack[at - 1]) && !isWordCharacter(haystack[at + needle.length])) {
      return true;
    }
  }
  return false;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
