import { IMPORT_MAX_RECORDS } from '@incident-memory/contract';
import {
  nothingRead,
  PLAIN_EPISODE,
  type Episode,
  type GivenFile,
  type ImportReader,
  type ReadingOptions,
} from '../../episode.ts';
import { zoneAssumption } from '../tables/episode-of-fields.ts';
import { FIELD_NAMES, type FieldName } from '../tables/field-names.ts';
import { readFrontMatter } from './front-matter.ts';
import { sectionsOf, wordsOfSections, type Sections } from './markdown-sections.ts';
import { firstLineOf, inOneSpace, plainText, serviceName, webLink } from '../plain-text.ts';
import { readTime, type TimeRead } from '../read-time.ts';
import { severityOf } from '../severity-words.ts';

/** Between the documents of an export that is one file (writing/markdown-of-memory.ts). */
export const DOCUMENT_BREAK = '<!-- next memory -->';

/**
 * Postmortems and tickets as documents: front matter, a title, headings such as Summary, Impact, Root cause, Resolution,
 * Timeline, Action items, in any order and depth (the SRE book's template, https://sre.google/sre-book/example-postmortem,
 * those collected in github.com/dastergon/postmortem-templates). The whole document stays as it stands; what headings
 * name is understood beside it.
 */
export const markdownReader: ImportReader = {
  format: 'markdown',
  reads: ({ name, text, json }) =>
    json === null && (/\.(md|markdown|mdx|txt)$/i.test(name) || /^\s*(#{1,6}\s|---\r?\n)/.test(text)),
  *read(file, options) {
    const documents = file.text
      .split(DOCUMENT_BREAK, IMPORT_MAX_RECORDS + 2)
      .map((document) => document.trimStart())
      .filter((document) => document !== '');
    const read: DocumentRead[] = [];
    for (const [index, text] of documents.entries()) {
      yield;
      const place = documents.length === 1 ? '' : `document ${index + 1}`;
      read.push(episodeOf({ ...file, text }, { options, place }));
    }
    const undated = read.filter(({ episode }) => episode?.startedAt === null).length;
    return {
      ...nothingRead('markdown'),
      records: documents.length,
      episodes: read.flatMap(({ episode }) => (episode === null ? [] : [episode])),
      problems: read.flatMap(({ episode, place, problem }) =>
        problem === '' && episode !== null ? [] : [{ file: file.name, place, problem }]
      ),
      assumptions: [
        ...(read.some(({ assumedZone }) => assumedZone) ? [zoneAssumption(options)] : []),
        ...(undated === 0 ? [] : [`Documents without a date become notes: they are found, and count as no incident`]),
      ],
    };
  },
};

interface DocumentRead {
  readonly episode: Episode | null;
  readonly place: string;
  readonly problem: string;
  readonly assumedZone: boolean;
}

function episodeOf(file: GivenFile, { options, place }: { options: ReadingOptions; place: string }): DocumentRead {
  const { fields, rest } = readFrontMatter(file.text);
  const text = plainText(rest);
  const sections = sectionsOf(text);
  const told = (name: FieldName): string =>
    toldIn(fields, FIELD_NAMES[name]) || toldIn(plainFacts(sections), FIELD_NAMES[name]);
  const title =
    firstLineOf(fields.get('title') ?? '') ||
    sections.title ||
    firstLineOf(text.replace(/^[#>*\s-]+/, '')) ||
    baseName(file.name);
  if (text === '') {
    return { episode: null, place, problem: 'it is empty', assumedZone: false };
  }
  const started = firstTime([told('startedAt'), dateIn(file.name), dateIn(title)], options);
  const ended = firstTime([told('endedAt')], options);
  const startedAt = started?.ok === true ? started.at : null;
  const link = webLink(told('link'));
  const id = fields.get('id') ?? '';
  const service = serviceName(told('service')) ?? options.service;
  const words = wordsOfSections(sections);
  return {
    place,
    // A date that cannot be read is told; the document is kept as a note all the same.
    problem: started?.ok === false ? `its date is left out: ${started.problem}` : '',
    assumedZone: started?.ok === true && !started.hasZone && /\d:\d/.test(told('startedAt')),
    episode: {
      ...PLAIN_EPISODE,
      ...words,
      ...{ file: file.name, place, title: withoutOrnament(title), text, service, link, startedAt },
      identity: JSON.stringify(
        link !== null ? ['link', link] : ['markdown', id || null, title, service, id === '' ? text : '']
      ),
      endedAt: ended?.ok === true && startedAt !== null && ended.at >= startedAt ? ended.at : null,
      severity: severityOf(told('severity')),
      cause: words.cause || told('cause'),
      resolution: words.resolution || told('resolution'),
    },
  };
}

/** What is told under a heading of its own ("### Date") is a fact where it is one line. */
function plainFacts({ facts, parts }: Sections): ReadonlyMap<string, string> {
  const short = [...parts].filter(([, text]) => text.length < FACT_LENGTH && !text.includes('\n'));
  // Names of fields have none of the marks that names of facts have ("start time").
  return new Map([...short, ...facts].map(([name, value]) => [name.replace(/ /g, ''), value]));
}

const FACT_LENGTH = 200;

function toldIn(facts: ReadonlyMap<string, string>, names: readonly string[]): string {
  for (const name of names) {
    const value = facts.get(name);
    if (value !== undefined && value !== '') {
      return value;
    }
  }
  return '';
}

/** The first that says a time; of those that say none that can be read, why the first does not. */
function firstTime(given: readonly string[], options: ReadingOptions): TimeRead | null {
  const read = given
    .filter((one) => one !== '')
    .map((one) => readTime(withoutWords(inOneSpace(one.slice(0, FACT_LENGTH))), options));
  return read.find(({ ok }) => ok) ?? read[0] ?? null;
}

/** "2026-03-01 (Sunday)", "2026-03-01 02:13 – 03:40 UTC": the first time, with the zone that stands at the end. */
function withoutWords(told: string): string {
  const range =
    /^(\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?)\s*(?:Z|UTC)?\s*(?:\(|–|—|-\s|to\b|,).*?(\bUTC|Z)?\)?$/.exec(
      told
    );
  return range === null ? told : `${range[1] ?? ''}${range[2] === undefined ? '' : ' UTC'}`;
}

function dateIn(name: string): string {
  return /(?:^|[^\d])(\d{4}-\d{2}-\d{2})(?!\d)/.exec(name)?.[1] ?? '';
}

function baseName(name: string): string {
  return (name.split('/').at(-1) ?? name).replace(/\.[a-z]+$/i, '').replace(/[-_]+/g, ' ');
}

/** "Postmortem: checkout down", "Incident 2026-03-01 – checkout down": what is told is what comes after. */
function withoutOrnament(title: string): string {
  const plain = title
    .replace(/^\W*(?:incident\s+)?(?:post[- ]?mortem|incident(?:\s+report)?|rca|outage report)\b[\s:#–—-]*/i, '')
    .replace(/^(?:on\s+)?\d{4}-\d{2}-\d{2}[\s:–—-]*/, '')
    .trim();
  return plain === '' ? title : plain;
}
