import { namedServices } from './name-services.ts';

/** What a session remembers of what it is about. */
export interface Focus {
  readonly services: readonly string[];
  readonly incident: string | null;
  /** The question before, whose words a follow-up leans on. */
  readonly question: string | null;
}

export interface Understood {
  readonly services: readonly string[];
  /** An incident by number ("INC-42"), the one that was spoken of, or the newest one of the services. */
  readonly incident:
    | { readonly kind: 'number'; readonly number: number }
    | { readonly kind: 'spoken-of'; readonly id: string }
    | { readonly kind: 'newest' }
    | null;
  /** What is looked for: what the question says itself, behind that of the one before where it leans on it. */
  readonly text: string;
  readonly how: string;
}

const NUMBER = /\binc[-\s]?(\d{1,9})\b/i;
const NEWEST = /\b(the )?(last|latest|newest|most recent) (one|incident|outage|time)\b/i;
const SERVICE_SPOKEN_OF = /\b(that|this|the same) (service|app|application|component)\b/i;
/** Words that stand for what was said before. */
const SPOKEN_OF = /\b(it|its|that|this|there|they|them|these|those|the same|again)\b/i;
/** A question with fewer words of its own says nothing without the one before. */
const LEAST_WORDS = 4;
const EMPTY_WORDS = new Set(
  'a about an and any anything are at be been did do does for from had has have helped how i in is know last me of on one or our service should show tell the then to try tried us was we were what when where which who why with worked'.split(
    ' '
  )
);

/**
 * What a question is about, without a model: services by their names, incidents by their number, and what stands for
 * something said before by what the session remembers. How it was found is told with the answer.
 */
export function understandQuestion(text: string, known: readonly string[], focus: Focus): Understood {
  const named = namedServices(known, text);
  const number = NUMBER.exec(text)?.[1];
  const services = named.length > 0 ? named : leansOnService(text, focus) ? focus.services : [];
  const how =
    named.length > 0
      ? 'named in the question'
      : services.length > 0
        ? 'from what was asked before in this session'
        : 'no known service is named: everything was looked through';
  const leans = named.length === 0 && number === undefined && focus.question !== null && isFollowUp(text);
  return {
    services,
    incident: incidentOf(text, { number, focus, isNamed: named.length > 0 }),
    text: symptomsIn(leans ? `${focus.question} ${text}` : text),
    how,
  };
}

function incidentOf(
  text: string,
  { number, focus, isNamed }: { number: string | undefined; focus: Focus; isNamed: boolean }
): Understood['incident'] {
  if (number !== undefined) {
    return { kind: 'number', number: Number(number) };
  }
  if (NEWEST.test(text)) {
    return { kind: 'newest' };
  }
  const isOfService = isNamed || SERVICE_SPOKEN_OF.test(text);
  return focus.incident !== null && !isOfService && isFollowUp(text) ? { kind: 'spoken-of', id: focus.incident } : null;
}

function leansOnService(text: string, { services }: Focus): boolean {
  return services.length > 0 && (SERVICE_SPOKEN_OF.test(text) || NEWEST.test(text) || isFollowUp(text));
}

function isFollowUp(text: string): boolean {
  return SPOKEN_OF.test(text) || ownWords(text).length < LEAST_WORDS;
}

/** What a question says itself: without words that hold sentences together, and without those that lean. */
function ownWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return words.filter((word) => !EMPTY_WORDS.has(word) && !SPOKEN_OF.test(word));
}

/** The question without the words that only make it one: memories tell of symptoms, and none of them asks. */
function symptomsIn(question: string): string {
  const told = question
    .split(/\s+/)
    .filter((word) => ownWords(word).length > 0)
    .join(' ');
  return told === '' ? question : told;
}
