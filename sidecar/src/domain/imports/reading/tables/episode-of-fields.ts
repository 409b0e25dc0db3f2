import type { ImportProblem } from '@incident-memory/contract';
import { PLAIN_EPISODE, type Episode, type ReadingOptions } from '../../episode.ts';
import type { FieldName } from './field-names.ts';
import { firstLineOf, plainText, serviceName, webLink } from '../plain-text.ts';
import { readTime } from '../read-time.ts';
import { severityOf } from '../severity-words.ts';

export interface FieldsRead {
  readonly episode: Episode | null;
  readonly problems: readonly ImportProblem[];
  /** A time named no zone. */
  readonly assumedZone: boolean;
}

interface Placed {
  readonly file: string;
  readonly place: string;
  readonly options: ReadingOptions;
  /** What the record is called in its source, where ids of two formats could be the same. */
  readonly source: string;
}

/** An episode of a record whose parts have names: a row of a table, an object. */
export function episodeOfFields(
  valueOf: (field: FieldName) => unknown,
  { file, place, options, source }: Placed
): FieldsRead {
  const problem = (told: string): FieldsRead => ({
    episode: null,
    problems: [{ file, place, problem: told }],
    assumedZone: false,
  });
  const text = plainText(valueOf('text'));
  const title = firstLineOf(plainText(valueOf('title'))) || firstLineOf(text);
  if (title === '') {
    return problem('it has neither a title nor a text');
  }
  const startedGiven = valueOf('startedAt');
  const started = readTime(startedGiven, options);
  if (!started.ok && plainText(startedGiven) !== '') {
    return problem(started.problem);
  }
  const endedGiven = valueOf('endedAt');
  const ended = plainText(endedGiven) === '' ? null : readTime(endedGiven, options);
  const seconds = Number(plainText(valueOf('seconds')) || Number.NaN);
  const startedAt = started.ok ? started.at : null;
  const endedAt =
    ended !== null && ended.ok
      ? ended.at
      : startedAt !== null && seconds >= 0
        ? startedAt + Math.round(seconds * 1000)
        : null;
  const link = webLink(valueOf('link'));
  const id = plainText(valueOf('id'));
  const symptoms = plainText(valueOf('symptoms'));
  const service = serviceName(valueOf('service')) ?? options.service;
  return {
    episode: {
      ...PLAIN_EPISODE,
      ...{ file, place, title, service, link, startedAt },
      text: text === title ? '' : text,
      identity: JSON.stringify(
        link !== null ? ['link', link] : id !== '' ? [source, service, id] : [source, title, service, startedAt, text]
      ),
      severity: severityOf(plainText(valueOf('severity'))),
      // What ended before it began is a mistake of its source: when it began is what it is found by.
      endedAt: endedAt !== null && startedAt !== null && endedAt >= startedAt ? endedAt : null,
      cause: plainText(valueOf('cause')),
      resolution: plainText(valueOf('resolution')),
      prevention: plainText(valueOf('prevention')),
      symptoms: symptoms === '' ? [] : [symptoms],
    },
    problems: ended !== null && !ended.ok ? [{ file, place, problem: `its end is left out: ${ended.problem}` }] : [],
    assumedZone: (started.ok && !started.hasZone) || (ended !== null && ended.ok && !ended.hasZone),
  };
}

export const ASSUMED_ZONE = 'Times without a zone were read as';

export function zoneAssumption({ zoneMinutes }: Pick<ReadingOptions, 'zoneMinutes'>): string {
  return `${ASSUMED_ZONE} ${zoneWords(zoneMinutes)}; say another zone if that is wrong`;
}

function zoneWords(minutes: number): string {
  const whole = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return minutes === 0 ? 'UTC' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}:${two(whole % 60)} from UTC`;
}
