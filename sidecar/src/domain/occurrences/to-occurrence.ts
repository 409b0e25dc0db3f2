import { createHash } from 'node:crypto';
import { isBelieved } from '../signals/event-time.ts';
import { cutAt } from '../signals/service-names.ts';
import { webLink } from '../signals/web-link.ts';
import { secretMark } from '../redaction/secret-kinds.ts';
import type { OccurrenceKind } from '@incident-memory/contract';
import type { Occurrence, RawOccurrence } from './occurrence.ts';

/** What a screen shows in one line, and a little more. */
export const TITLE_MAX_LENGTH = 300;
/** A version, a flag, a size; a whole configuration belongs behind the link. */
export const VALUE_MAX_LENGTH = 500;
export const ACTOR_MAX_LENGTH = 200;
export const DETAIL_NAME_MAX_LENGTH = 60;
/** More than Kubernetes or a pipeline says of one thing; beyond it nobody reads. */
export const MAX_DETAILS = 20;

/** What is planned may lie ahead by so much: a year of freezes and maintenance windows. */
const PLANNED_AHEAD_MS = 366 * 24 * 60 * 60 * 1000;
/** Texts are cut before redaction looks at them: its time grows with their length. */
const LOOKED_AT_LENGTH = 4000;
const CONTROL = /\p{Cc}+/gu;
const CUT_MARK = '…';
/** Whose values may be secrets themselves. */
const MAY_BE_SECRET: ReadonlySet<OccurrenceKind> = new Set<OccurrenceKind>(['configuration', 'feature-flag']);
/** Stands behind a name to ask whether the name is one of a secret. */
const PROBE = '=Sample0Value';

export interface Receipt {
  /** Id of the credential, webhook or watch that told it. */
  readonly source: string;
  readonly receivedAt: number;
  readonly redact: (text: string) => string;
  /** As it is counted everywhere (service-register.ts); null where the occurrence belongs to none. */
  readonly service: string | null;
}

/**
 * Equal for equal source and key. The source is part of it, so that no sender can overwrite what another told; of
 * the key only a digest is kept, since whoever wrote it may have put anything into it.
 */
export function occurrenceId(source: string, key: string): string {
  return `occ_${createHash('sha256').update(`${source}\n${key}`).digest('hex').slice(0, 32)}`;
}

/** Redacted, bounded, with a believed time. Pure; never throws. */
export function toOccurrence(raw: RawOccurrence, { source, receivedAt, redact, service }: Receipt): Occurrence {
  const tidy = tidyWith(redact);
  const namesSecret = (text: string): boolean => text !== '' && redact(text + PROBE) !== text + PROBE;
  const details = raw.details.slice(0, MAX_DETAILS).map(([name, value]) => {
    const tidyName = tidy(name, DETAIL_NAME_MAX_LENGTH);
    return [tidyName, namesSecret(tidyName) ? secretMark('token') : tidy(value, VALUE_MAX_LENGTH)] as const;
  });
  const title = tidy(raw.title, TITLE_MAX_LENGTH) || raw.kind;
  // "DB_PASSWORD changed from a to b": the name stands in another field than the values. Versions and sizes are none.
  const isAboutSecret =
    MAY_BE_SECRET.has(raw.kind) &&
    [title, ...details.map(([, text]) => text)].some((text) => settingNames(text).some(namesSecret));
  const value = (text: string | null): string | null =>
    text === null ? null : isAboutSecret ? secretMark('token') : tidy(text, VALUE_MAX_LENGTH) || null;
  return {
    id: occurrenceId(source, raw.key),
    source,
    kind: raw.kind,
    stage: raw.stage,
    at: believedTime(raw, receivedAt),
    receivedAt,
    service,
    title,
    before: value(raw.before),
    after: value(raw.after),
    actor: raw.actor === null ? null : tidy(raw.actor, ACTOR_MAX_LENGTH) || null,
    url: webLink(raw.url, redact),
    details: distinct(details),
  };
}

function believedTime({ at, stage }: RawOccurrence, receivedAt: number): number {
  const isPlannedAhead = stage === 'planned' && at !== null && at > receivedAt && at <= receivedAt + PLANNED_AHEAD_MS;
  return at !== null && (isPlannedAhead || isBelieved(at, receivedAt)) ? Math.floor(at) : receivedAt;
}

function tidyWith(redact: (text: string) => string): (text: string, maxLength: number) => string {
  return (text, maxLength) => {
    const clean = redact(cutAt(text, LOOKED_AT_LENGTH).toWellFormed()).replace(CONTROL, ' ').trim();
    return clean.length <= maxLength ? clean : cutAt(clean, maxLength - CUT_MARK.length) + CUT_MARK;
  };
}

/** Names of settings within a sentence: `DB_PASSWORD`, `payment.api-key`. */
function settingNames(text: string): string[] {
  return text.split(/[\s"'`,;:()[\]]+/).filter((word) => word.length >= 3 && word.length <= DETAIL_NAME_MAX_LENGTH);
}

function distinct(details: ReadonlyArray<readonly [string, string]>): ReadonlyArray<readonly [string, string]> {
  const byName = new Map<string, string>();
  for (const [name, value] of details) {
    if (name !== '' && value !== '' && !byName.has(name)) {
      byName.set(name, value);
    }
  }
  return [...byName];
}
