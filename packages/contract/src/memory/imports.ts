import { z } from 'zod';
import { Actor } from '../incident.ts';
import { get, NoQuery } from '../route.ts';
import { Instant, MemoryId, page, PageQuery, ServiceName, text } from '../scalars.ts';
import { CauseClass, FixKind, Memory, MemoryFlag, Outcome } from './record.ts';

/** What is brought in from outside, and what is taken out. Files are text: archives are never unpacked. */
export const IMPORT_FORMATS = [
  'grafana-annotations',
  'grafana-state-history',
  'github-issues',
  'pagerduty-incidents',
  'markdown',
  'csv',
  'json',
  'incident-memory',
] as const;
export const ImportFormat = z.enum(IMPORT_FORMATS);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** A request with its files. Of 100,000 lines of CSV of the usual kind it is the half. */
export const IMPORT_MAX_BODY_BYTES = 24 * 1024 * 1024;
/** Lines, issues, alerts: what is more belongs into several requests. */
export const IMPORT_MAX_RECORDS = 20_000;
/** New memories of one request; the same files sent again go on behind them. */
export const IMPORT_MAX_MEMORIES = 2_000;
export const IMPORT_MAX_FILES = 1_000;
/** Episodes of one signature that are kept as times; the newest. */
export const IMPORT_MAX_TIMES = 100;
export const QUEUE_LENGTH = 20;

export const ImportFile = z.strictObject({
  name: text(300).min(1),
  text: z.string(),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** How what is not said in the files is read. */
const ImportReading = {
  /** Of episodes that name none. */
  service: ServiceName.optional(),
  /** Of times without a zone: `Z`, or an offset such as `+02:00`. */
  zone: z
    .string()
    .regex(/^(Z|[+-](0\d|1[0-4]):[0-5]\d)$/, 'expected Z or an offset such as +02:00')
    .default('Z'),
};

export const ImportBody = z.strictObject({
  files: z.array(ImportFile).min(1).max(IMPORT_MAX_FILES),
  /** Recognised where it is left out. */
  format: ImportFormat.optional(),
  ...ImportReading,
});
export type ImportBody = z.infer<typeof ImportBody>;

/** Alert history and annotations, asked of the configured Grafana with its service account. */
export const ImportGrafanaBody = z.strictObject({
  days: z.number().int().min(1).max(365).default(90),
  ...ImportReading,
});
export type ImportGrafanaBody = z.infer<typeof ImportGrafanaBody>;

/** Something that could not be read, where it stands and why. */
export const ImportProblem = z.strictObject({ file: z.string(), place: z.string(), problem: z.string() });
export type ImportProblem = z.infer<typeof ImportProblem>;

const Count = z.number().int().nonnegative();
const Signature = z.string().regex(/^sig-[0-9a-f]{16}$/, 'expected the id of a signature');

/** The same trouble under one service and title, as often as it was. */
export const ImportGroup = z.strictObject({
  signature: Signature,
  title: z.string(),
  service: z.string().nullable(),
  episodes: Count,
  repeats: Count,
  repeatsWithinDay: Count,
  firstAt: Instant,
  lastAt: Instant,
  /** Of this signature something is remembered already. */
  known: z.boolean(),
});
export type ImportGroup = z.infer<typeof ImportGroup>;

export const ImportedEpisode = z.strictObject({
  file: z.string(),
  place: z.string(),
  signature: Signature,
  title: z.string(),
  service: z.string().nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  cause: z.string(),
  resolution: z.string(),
  link: z.string().nullable(),
  flags: z.array(MemoryFlag),
  /** `time`: it is counted on the memory of its signature; `known`: it is there already; `forgotten`: and stays so. */
  becomes: z.enum(['memory', 'note', 'time', 'known', 'forgotten', 'later']),
});
export type ImportedEpisode = z.infer<typeof ImportedEpisode>;

/** What an import counts, before and after. */
const ImportCounts = {
  episodes: Count,
  /** Episodes whose signature had one before. */
  repeats: Count,
  /** Of these, those that began within 24 hours of the one before. */
  repeatsWithinDay: Count,
  signatures: Count,
  /** Memories that are new. */
  memories: Count,
  /** Episodes that are counted as times of a memory. */
  times: Count,
  known: Count,
  /** Forgotten here before: never taken again. */
  forgotten: Count,
  /** Records that stand in the files twice. */
  duplicates: Count,
  /** Left for the next request with the same files, since one takes only so many. */
  remaining: Count,
  unreadable: Count,
} as const;

export const ImportPreview = z.strictObject({
  sentence: z.string(),
  ...ImportCounts,
  files: z.array(z.strictObject({ name: z.string(), format: ImportFormat.nullable(), records: Count })),
  /** How columns and keys were read: "opened → began". */
  columns: z.array(z.strictObject({ file: z.string(), column: z.string(), readAs: z.string() })),
  /** What was taken for granted: the zone of times, lengths that are cut. */
  assumptions: z.array(z.string()),
  /** The most frequent first, at most 200. */
  groups: z.array(ImportGroup),
  /** In the order of the files, at most 200. */
  sample: z.array(ImportedEpisode),
  /** At most 200; `unreadable` counts all. */
  problems: z.array(ImportProblem),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRun = z.strictObject({
  id: z.string(),
  at: Instant,
  by: Actor,
  sentence: z.string(),
  formats: z.array(ImportFormat),
  files: Count,
  ...ImportCounts,
});
export type ImportRun = z.infer<typeof ImportRun>;

/** A signature that was imported and that nobody confirmed yet. */
export const QueueItem = z.strictObject({
  signature: Signature,
  title: z.string(),
  service: z.string().nullable(),
  episodes: z.number().int().positive(),
  /** So many at least: more than a memory keeps times of. */
  orMore: z.boolean(),
  firstAt: Instant,
  lastAt: Instant,
  cause: z.strictObject({ class: CauseClass, words: z.string() }).nullable(),
  fix: z.strictObject({ kind: FixKind, words: z.string() }).nullable(),
  /** Newest first, at most 5: as they stand, with their links. */
  memories: z.array(
    z.strictObject({
      memory: MemoryId,
      title: z.string(),
      verbatim: z.string(),
      link: z.string().nullable(),
      startedAt: Instant,
      flags: z.array(MemoryFlag),
    })
  ),
  memoriesInAll: z.number().int().positive(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const ImportQueue = z.strictObject({
  items: z.array(QueueItem).max(QUEUE_LENGTH),
  /** Signatures that wait, those shown among them. */
  waiting: Count,
});
export type ImportQueue = z.infer<typeof ImportQueue>;

/** A person's word about a signature. What is given beside `confirm` replaces what was read from the files. */
export const QueueDecisionBody = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('confirm'),
    cause: z.strictObject({ class: CauseClass.optional(), words: text(2000).min(1) }).optional(),
    /** What helped, or did not. */
    fix: z.strictObject({ kind: FixKind.optional(), words: text(1000).min(1) }).optional(),
    outcome: Outcome.optional(),
  }),
  z.strictObject({ decision: z.literal('dismiss'), reason: text(1000).default('') }),
  /** Takes the last decision about this signature back. */
  z.strictObject({ decision: z.literal('undo') }),
]);
export type QueueDecisionBody = z.infer<typeof QueueDecisionBody>;

export const QueueDecision = z.strictObject({
  signature: Signature,
  decision: z.enum(['confirm', 'dismiss', 'undo']),
  /** Those that were changed. */
  memories: z.array(Memory),
});
export type QueueDecision = z.infer<typeof QueueDecision>;

export const SignatureParams = z.strictObject({ signature: Signature });
export const ExportQuery = z.strictObject({ format: z.enum(['json', 'markdown']).default('json') });

const files = { method: 'POST', body: ImportBody, maxBodyBytes: IMPORT_MAX_BODY_BYTES } as const;

/** Cold start: what others wrote down comes in, is confirmed by people, and everything goes out again. */
export const IMPORT_ROUTES = {
  previewImport: {
    ...files,
    path: '/v1/memory/imports/preview',
    role: 'Editor',
    summary: 'What an import of these files would bring; nothing is written',
    answer: ImportPreview,
  },
  importMemories: {
    ...files,
    path: '/v1/memory/imports',
    role: 'Editor',
    summary: 'Import these files; the same file twice imports nothing twice',
    answer: ImportRun,
  },
  previewGrafanaImport: {
    method: 'POST',
    path: '/v1/memory/imports/grafana/preview',
    role: 'Admin',
    summary: 'What an import of alert history and annotations of the configured Grafana would bring',
    body: ImportGrafanaBody,
    answer: ImportPreview,
  },
  importFromGrafana: {
    method: 'POST',
    path: '/v1/memory/imports/grafana',
    role: 'Admin',
    summary: 'Import alert history and annotations of the configured Grafana',
    body: ImportGrafanaBody,
    answer: ImportRun,
  },
  listImports: get('/v1/memory/imports', {
    summary: 'Imports so far, newest first',
    query: PageQuery,
    answer: page(ImportRun),
  }),
  readImportQueue: get('/v1/memory/imports/queue', {
    summary: 'The most frequent imported signatures that nobody confirmed yet',
    query: NoQuery,
    answer: ImportQueue,
  }),
  decideImported: {
    method: 'POST',
    path: '/v1/memory/imports/queue/:signature',
    role: 'Editor',
    summary: 'Confirm, correct or dismiss an imported signature, or take that back',
    params: SignatureParams,
    body: QueueDecisionBody,
    answer: QueueDecision,
  },
  exportMemories: {
    method: 'GET',
    path: '/v1/memory/export',
    role: 'Viewer',
    summary: 'Everything that the reader may see, as JSON that can be imported again or as Markdown',
    query: ExportQuery,
    answer: null,
  },
} as const;
