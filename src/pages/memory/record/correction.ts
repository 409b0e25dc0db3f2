import { type CauseClass, type Memory, type RouteBodySent } from '@incident-memory/contract';

/** A memory as a form holds it: everything is text. */
export interface Draft {
  title: string;
  text: string;
  causeClass: CauseClass | null;
  causeWords: string;
  resolution: string;
  prevention: string;
  /** One a line. */
  symptoms: string;
  labels: string;
  category: string;
  /** A day, or ''. */
  validUntil: string;
}

export function draftOf(memory: Memory): Draft {
  return {
    title: memory.title,
    text: memory.text,
    causeClass: memory.cause?.class ?? null,
    causeWords: memory.cause?.words ?? '',
    resolution: memory.resolution,
    prevention: memory.prevention,
    symptoms: memory.signature.symptoms.join('\n'),
    labels: Object.entries(memory.labels)
      .map(([key, value]) => `${key}:${value}`)
      .join('\n'),
    category: memory.category,
    validUntil: memory.validUntil?.slice(0, 'YYYY-MM-DD'.length) ?? '',
  };
}

const LABEL = /^([^:]{1,60}):(.{0,200})$/;

/** Why it cannot be sent as it stands; null where it can. */
export function problemOf({ title, labels, causeClass, causeWords }: Draft): string | null {
  if (title.trim() === '') {
    return 'A title is needed.';
  }
  const wrong = lines(labels).find((line) => !LABEL.test(line));
  if (wrong !== undefined) {
    return `The label “${wrong}” is not written as key:value.`;
  }
  return causeClass === null && causeWords.trim() !== '' ? 'Choose the kind of cause as well.' : null;
}

/** Only what differs from what stands. */
export function toCorrection(draft: Draft, memory: Memory): RouteBodySent<'correctMemory'> {
  const before = draftOf(memory);
  const changed = (...keys: Array<keyof Draft>) => keys.some((key) => draft[key] !== before[key]);
  const { causeClass, validUntil } = draft;
  return {
    ...(changed('title') ? { title: draft.title.trim() } : {}),
    ...(changed('text') ? { text: draft.text } : {}),
    ...(changed('causeClass', 'causeWords')
      ? { cause: causeClass === null ? null : { class: causeClass, words: draft.causeWords.trim() } }
      : {}),
    ...(changed('resolution') ? { resolution: draft.resolution.trim() } : {}),
    ...(changed('prevention') ? { prevention: draft.prevention.trim() } : {}),
    ...(changed('symptoms') ? { symptoms: lines(draft.symptoms) } : {}),
    ...(changed('labels') ? { labels: Object.fromEntries(lines(draft.labels).map(toLabel)) } : {}),
    ...(changed('category') ? { category: draft.category } : {}),
    ...(changed('validUntil') ? { validUntil: validUntil === '' ? null : `${validUntil}T23:59:59.000Z` } : {}),
  };
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function toLabel(line: string): [string, string] {
  const [, key = '', value = ''] = LABEL.exec(line) ?? [];
  return [key.trim(), value.trim()];
}
