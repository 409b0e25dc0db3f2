import { IMPORT_MAX_RECORDS, type ImportFormat, type ImportProblem } from '@incident-memory/contract';
import type { Episode, FileRead, GivenFile, ReadingOptions } from '../../domain/imports/episode.ts';
import { withPauses, type Pause } from './with-pauses.ts';
import type { Result } from '../../domain/result.ts';
import { chooseReader, unreadable } from '../../domain/imports/reading/choose-reader.ts';
import { ApplicationError } from '../../platform/application-error.ts';

export interface FilesRead {
  readonly files: readonly { readonly name: string; readonly format: ImportFormat | null; readonly records: number }[];
  readonly reads: readonly FileRead[];
  /** Of files that are of no format. */
  readonly problems: readonly ImportProblem[];
}

/** JSON from strangers: its problem completes a sentence and carries nothing of the content. */
export type ReadJson = (text: string) => Result<unknown, { readonly problem: string; readonly path: string }>;

interface Wanted {
  readonly readJson: ReadJson;
  readonly format: ImportFormat | undefined;
  readonly options: ReadingOptions;
  readonly redact: (text: string) => string;
}

/**
 * Files as they were sent, read by the reader of their format. Every text is redacted before anything is made of it:
 * what is shown in a preview is as safe as what is kept.
 */
export async function readFiles(
  given: readonly { readonly name: string; readonly text: string }[],
  { format, options, redact, readJson }: Wanted,
  pause: Pause
): Promise<FilesRead> {
  const files: FilesRead['files'][number][] = [];
  const reads: FileRead[] = [];
  const problems: ImportProblem[] = [];
  let records = 0;
  for (const file of given) {
    await pause();
    const name = redact(file.name);
    const opened = openFile({ ...file, name }, readJson);
    const reader = 'problem' in opened ? null : chooseReader(opened.file, format);
    if ('problem' in opened || reader === null) {
      files.push({ name, format: null, records: 0 });
      problems.push(
        'problem' in opened ? opened : { file: name, place: '', problem: 'it is of no format that is read here' }
      );
      continue;
    }
    const read = await withPauses(reader.read(opened.file, options), pause);
    records += read.records;
    requireFew(records);
    files.push({ name, format: read.format, records: read.records });
    reads.push({ ...read, episodes: await redacted(read.episodes, redact, pause) });
    problems.push(...opened.problems);
  }
  return { files, reads, problems: problems.map((one) => ({ ...one, problem: redact(one.problem) })) };
}

function requireFew(records: number): void {
  if (records > IMPORT_MAX_RECORDS) {
    throw new ApplicationError('IM_IMPORT_TOO_MANY', { details: { limit: IMPORT_MAX_RECORDS } });
  }
}

type Opened = { readonly file: GivenFile; readonly problems: readonly ImportProblem[] } | ImportProblem;

/** JSON is told by its first letter; where a file is a JSON value a line, it is read as a list of them. */
function openFile({ name, text }: { name: string; text: string }, readJson: ReadJson): Opened {
  const refused = unreadable({ text });
  if (refused !== null) {
    return { file: name, place: '', problem: refused };
  }
  const plain = text.replace(/^\ufeff/, '');
  const looksLikeJson = /^\s*[[{]/.test(plain) && !/\.(md|markdown|csv|tsv|txt)$/i.test(name);
  if (!looksLikeJson) {
    return { file: { name, text, json: null }, problems: [] };
  }
  const whole = readJson(plain);
  if (whole.ok) {
    return { file: { name, text, json: { value: whole.value } }, problems: [] };
  }
  const lines = jsonLines({ name, text: plain }, readJson);
  if (lines !== null) {
    return { file: { name, text, json: { value: lines.values } }, problems: lines.problems };
  }
  const { problem, path } = whole.failure;
  const at = /near character (\d+)/.exec(problem)?.[1];
  const line = at === undefined ? '' : `line ${plain.slice(0, Number(at)).split('\n').length}`;
  return { file: name, place: line || path, problem };
}

/** null unless its first line is a JSON value of its own and there are more. */
function jsonLines(
  { name, text }: { name: string; text: string },
  readJson: ReadJson
): { values: unknown[]; problems: ImportProblem[] } | null {
  const lines = text.split(/\r?\n/);
  const first = readJson(lines[0] ?? '');
  if (!first.ok || lines.length < 2) {
    return null;
  }
  requireFew(lines.length - 1);
  const values: unknown[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const read = line.trim() === '' ? null : readJson(line);
    if (read?.ok === true) {
      values.push(read.value);
    } else if (read !== null) {
      problems.push({ file: name, place: `line ${index + 1}`, problem: read.failure.problem });
    }
  }
  return { values, problems };
}

async function redacted(
  episodes: readonly Episode[],
  redact: (text: string) => string,
  pause: Pause
): Promise<Episode[]> {
  const clean: Episode[] = [];
  for (const episode of episodes) {
    await pause();
    const { title, text, cause, resolution, prevention, symptoms, link, service, identity, labels } = episode;
    clean.push({
      ...episode,
      ...{ title: redact(title), text: redact(text), cause: redact(cause), resolution: redact(resolution) },
      prevention: redact(prevention),
      symptoms: symptoms.map(redact),
      link: link === null ? null : redact(link),
      service: service === null ? null : redact(service),
      // What it is named by is hashed, and must not hold what could be guessed back.
      identity: redact(identity),
      labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [redact(key), redact(value)])),
    });
  }
  return clean;
}
