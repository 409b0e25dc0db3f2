import type { ImportFormat, ImportProblem, Memory, Severity } from '@incident-memory/contract';
import type { Steps } from './steps.ts';

/**
 * Imports: what others wrote down before there was this memory.
 *
 * A reader a format (reading/) makes episodes of records: one time at which something was wrong, with what its source
 * says about it, as it stands. Episodes are put together under signatures (grouping/): the same service and the same
 * title without its values, or nearly the same text. So a history of alerts becomes "61 episodes, 22 of them repeats", and
 * a person confirms twenty signatures instead of reading sixty-one tickets. What is imported is somebody's word, not
 * evidence: it is shown verbatim with its link, without a rate, until a person confirms it (writing/).
 *
 * Everything here is pure. Nothing is made up: a record without a time of its own is no episode but a note, a time that
 * may be read in two ways is a problem that is told with its place.
 */
export interface Episode {
  readonly file: string;
  /** "line 12", "record 3"; '' where the file is one record. */
  readonly place: string;
  /** What names this record in its source, for ever: what is imported twice is told by it. */
  readonly identity: string;
  readonly title: string;
  /** As it stands; '' where the record has no words beside its title. */
  readonly text: string;
  readonly service: string | null;
  readonly severity: Severity | null;
  /** null: nobody said when; it becomes a note. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly link: string | null;
  readonly cause: string;
  readonly resolution: string;
  readonly prevention: string;
  readonly symptoms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A file as it was given; `json` where it is well-formed JSON. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
  readonly json: { readonly value: unknown } | null;
}

export interface ReadingOptions {
  readonly now: number;
  /** Of times that name no zone, in minutes east of Greenwich. */
  readonly zoneMinutes: number;
  readonly service: string | null;
}

export interface ColumnRead {
  readonly file: string;
  readonly column: string;
  readonly readAs: string;
}

/** What a file holds. Only a product's own export has whole memories. */
export interface FileRead {
  readonly format: ImportFormat;
  readonly records: number;
  readonly episodes: readonly Episode[];
  readonly memories: readonly { readonly place: string; readonly memory: Memory }[];
  readonly problems: readonly ImportProblem[];
  readonly columns: readonly ColumnRead[];
  readonly assumptions: readonly string[];
}

/** One format. */
export interface ImportReader {
  readonly format: ImportFormat;
  /** Whether a file is of this format, by its name and its first words. */
  reads(file: GivenFile): boolean;
  /** A step a record. */
  read(file: GivenFile, options: ReadingOptions): Steps<FileRead>;
}

export function nothingRead(format: ImportFormat): FileRead {
  return { format, records: 0, episodes: [], memories: [], problems: [], columns: [], assumptions: [] };
}

/** What most formats say nothing about. */
export const PLAIN_EPISODE = {
  text: '',
  service: null,
  severity: null,
  endedAt: null,
  link: null,
  cause: '',
  resolution: '',
  prevention: '',
  symptoms: [],
  labels: {},
} as const satisfies Partial<Episode>;
