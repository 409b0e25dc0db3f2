import type { ImportFormat } from '@incident-memory/contract';
import type { GivenFile, ImportReader } from '../episode.ts';
import { csvReader } from './tables/csv-reader.ts';
import { githubIssuesReader } from './tickets/github-issues-reader.ts';
import { grafanaAnnotationsReader } from './alerts/grafana-annotations-reader.ts';
import { grafanaHistoryReader } from './alerts/grafana-history-reader.ts';
import { jsonReader } from './tables/json-reader.ts';
import { markdownReader } from './documents/markdown-reader.ts';
import { ownExportReader } from './own-export-reader.ts';
import { pagerdutyReader } from './tickets/pagerduty-reader.ts';

/** In the order in which they are asked: the more special before the more general. */
const READERS: readonly ImportReader[] = [
  ownExportReader,
  pagerdutyReader,
  githubIssuesReader,
  grafanaHistoryReader,
  grafanaAnnotationsReader,
  jsonReader,
  markdownReader,
  csvReader,
];

/** null where the file is of no format that is read here. */
export function chooseReader(file: GivenFile, wanted: ImportFormat | undefined): ImportReader | null {
  return READERS.find((reader) => (wanted === undefined ? reader.reads(file) : reader.format === wanted)) ?? null;
}

const ZIP = 'PK\u0003\u0004';

/** Why a file is not read at all; null where it may be. Archives are never unpacked: what they hold has no bound. */
export function unreadable({ text }: Pick<GivenFile, 'text'>): string | null {
  if (text.startsWith(ZIP) || /^(\u001f[\u008b\ufffd]|7z\u00bc|Rar!|BZh)/.test(text)) {
    return 'it is an archive, which is not unpacked here: send the files that are in it';
  }
  if (text.includes('\u0000')) {
    return 'it is not text';
  }
  return text.trim() === '' ? 'it is empty' : null;
}
