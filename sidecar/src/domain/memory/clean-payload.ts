import type { NewMemoryEvent } from './memory-events.ts';

/**
 * People paste what they see and importers bring what others wrote: every text of a memory is redacted and bounded
 * before it becomes an event, whoever writes it. Everything is text unless its key is known to hold a name of ours, so
 * that a new field is cleaned before anyone thinks of it.
 */
const NAMES = new Set([
  ...['id', 'memory', 'incident', 'attempt', 'fingerprints', 'service', 'services', 'team', 'owner'],
  ...['kind', 'class', 'category', 'state', 'provenance', 'visibility', 'severity', 'outcome', 'flag', 'flags'],
  ...['knownFrom', 'appliedKnownFrom', 'outcomeKnownFrom', 'format'],
]);

/** Their keys are anybody's words, also where they read like a name of ours. */
const WORDS_OF_OTHERS = new Set(['labels', 'context']);

/** In UTF-16 units; other texts are at most DEFAULT_LENGTH long. */
const LENGTHS: Readonly<Record<string, number>> = { text: 20_000, exact: 4000, title: 300, target: 300, link: 2000 };
const DEFAULT_LENGTH = 2000;
const CUT_MARK = ' […]';

/** Lists that grow with what is seen; the first are kept. */
const LIST_LENGTHS: Readonly<Record<string, number>> = {
  symptoms: 20,
  evidence: 30,
  templates: 50,
  fingerprints: 20,
  services: 50,
  attempts: 100,
};
const DEFAULT_LIST_LENGTH = 100;

export function cleanEvent<Event extends NewMemoryEvent>(event: Event, redact: (text: string) => string): Event {
  return { ...event, payload: cleaned(event.payload, '', redact) as Event['payload'] };
}

function cleaned(value: unknown, key: string, redact: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return NAMES.has(key) ? value : bounded(redact(value), LENGTHS[key] ?? DEFAULT_LENGTH);
  }
  if (Array.isArray(value)) {
    return value.slice(0, LIST_LENGTHS[key] ?? DEFAULT_LIST_LENGTH).map((item) => cleaned(item, key, redact));
  }
  if (value !== null && typeof value === 'object') {
    const isOfOthers = WORDS_OF_OTHERS.has(key);
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) =>
        isOfOthers ? [redact(name), cleaned(child, '', redact)] : [name, cleaned(child, name, redact)]
      )
    );
  }
  return value;
}

/** Cut where no surrogate pair is. */
function bounded(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const end = length - CUT_MARK.length;
  const before = text.charCodeAt(end - 1);
  return `${text.slice(0, before >= 0xd800 && before <= 0xdbff ? end - 1 : end)}${CUT_MARK}`;
}
