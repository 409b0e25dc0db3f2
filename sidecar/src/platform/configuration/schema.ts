import { z } from 'zod';
import { Role } from '@incident-memory/contract';
import { ElasticsearchConnection, GrafanaServer, TelemetrySource } from './asked-sources.ts';
import { GithubWebhook, KubernetesCluster } from './change-sources.ts';
import { DetectorSettings, PlannedWindows } from './detector-settings.ts';
import { MemoryLists, ModelEndpoint } from './memory-settings.ts';
import { OrgId, Secret } from './scalars.ts';

/** What the reference table, the settings screen and the environment need to know of one setting. */
export interface SettingMeta {
  readonly env: string;
  readonly description: string;
  readonly secret?: true;
}

function setting<Schema extends z.ZodType>(schema: Schema, meta: SettingMeta): Schema {
  return schema.meta({ ...meta });
}

const Port = z.number().int().min(0).max(65535);
const seconds = (min: number, max: number) => z.number().min(min).max(max);
const bytes = (min: number) => z.number().int().min(min);

/**
 * `logs` stands for every signal that services tell; `changes` for what people and Kubernetes do to them; `memory` for
 * clients of memory: mem0, Hindsight, MCP.
 */
export const INTAKE_KINDS = ['logs', 'alerts', 'changes', 'memory'] as const;

const MachineCredential = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** Hex SHA-256 of the token, so that the file holds no secret. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 of the token: 64 digits and small letters a to f'),
  organisation: OrgId,
  team: z.string().max(100).nullable().default(null),
  kinds: z.array(z.enum(INTAKE_KINDS)).min(1),
  role: Role.default('Editor'),
  /** Login of the person whose tool it is: what it tells counts as told by them. Without one it is a program's word. */
  person: z.string().min(1).max(300).nullable().default(null),
});
export type MachineCredential = z.infer<typeof MachineCredential>;

const GrafanaWebhook = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** The first is used by Grafana now; a second one is still taken while both sides change over. */
  secrets: z.array(Secret).min(1).max(2),
  organisation: OrgId,
  team: z.string().max(100).nullable().default(null),
});
export type GrafanaWebhook = z.infer<typeof GrafanaWebhook>;

export const ConfigurationSchema = z.strictObject({
  listen: z
    .strictObject({
      host: setting(z.string().default('127.0.0.1'), {
        env: 'IM_HOST',
        description: 'Address on which Grafana reaches the sidecar.',
      }),
      port: setting(Port.default(4785), { env: 'IM_PORT', description: 'Port for Grafana, health and metrics.' }),
      intakeHost: setting(z.string().default('127.0.0.1'), {
        env: 'IM_INTAKE_HOST',
        description: 'Address on which machines send.',
      }),
      intakePort: setting(Port.default(4786), { env: 'IM_INTAKE_PORT', description: 'Port on which machines send.' }),
      elasticsearchPort: setting(Port.nullable().default(null), {
        env: 'IM_ELASTICSEARCH_PORT',
        description: 'Port at which senders to Elasticsearch need no path, on the same address. Off where it is null.',
      }),
    })
    .prefault({}),
  dataFolder: setting(z.string().min(1).default('./data'), {
    env: 'IM_DATA_DIR',
    description: 'The only folder that is written to.',
  }),
  sharedKey: setting(Secret, {
    env: 'IM_SHARED_KEY',
    description: 'The key that Grafana adds to what it forwards.',
    secret: true,
  }),
  previousSharedKey: setting(Secret.nullable().default(null), {
    env: 'IM_PREVIOUS_SHARED_KEY',
    description: 'The key before, still taken while Grafana changes over.',
    secret: true,
  }),
  instance: setting(
    z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .default('main'),
    {
      env: 'IM_INSTANCE',
      description: 'Name of the Grafana instance; part of every organisation. Never change it on a store in use.',
    }
  ),
  store: z
    .strictObject({
      kind: setting(z.enum(['sqlite', 'elasticsearch', 'memory']).default('sqlite'), {
        env: 'IM_STORE',
        description: 'Where everything is kept. memory forgets at every stop.',
      }),
      elasticsearch: z
        .strictObject({
          url: setting(ElasticsearchConnection.url.nullable().default(null), {
            env: 'IM_STORE_ELASTICSEARCH_URL',
            description: 'Address of the cluster.',
          }),
          username: setting(ElasticsearchConnection.username, {
            env: 'IM_STORE_ELASTICSEARCH_USERNAME',
            description: 'User name, where it has one.',
          }),
          password: setting(ElasticsearchConnection.password, {
            env: 'IM_STORE_ELASTICSEARCH_PASSWORD',
            description: 'Its password.',
            secret: true,
          }),
          apiKey: setting(ElasticsearchConnection.apiKey, {
            env: 'IM_STORE_ELASTICSEARCH_API_KEY',
            description: 'An API key instead.',
            secret: true,
          }),
          caFile: setting(ElasticsearchConnection.caFile, {
            env: 'IM_STORE_ELASTICSEARCH_CA_FILE',
            description: 'Certificate of its authority.',
          }),
          majorVersion: setting(ElasticsearchConnection.majorVersion, {
            env: 'IM_STORE_ELASTICSEARCH_MAJOR_VERSION',
            description: '8 or 9: which client is used.',
          }),
          requestTimeoutSeconds: setting(ElasticsearchConnection.requestTimeoutSeconds, {
            env: 'IM_STORE_ELASTICSEARCH_TIMEOUT_SECONDS',
            description: 'How long one request may take.',
          }),
          indexPrefix: setting(
            z
              .string()
              .regex(/^[a-z][a-z0-9-]{0,60}$/)
              .default('incident-memory'),
            { env: 'IM_STORE_ELASTICSEARCH_INDEX_PREFIX', description: 'How its indices begin.' }
          ),
          replicas: setting(z.number().int().min(0).max(10).default(1), {
            env: 'IM_STORE_ELASTICSEARCH_REPLICAS',
            description: 'Replicas of each index.',
          }),
        })
        .prefault({}),
    })
    .prefault({}),
  retention: z
    .strictObject({
      logDays: setting(z.number().min(0.01).max(3650).default(7), {
        env: 'IM_RETENTION_LOG_DAYS',
        description: 'How long log lines are kept.',
      }),
      fineHours: setting(
        z
          .number()
          .min(24)
          .max(24 * 365)
          .default(48),
        {
          env: 'IM_RETENTION_FINE_HOURS',
          description: 'How long counts are kept by 10 seconds; then by 5 minutes.',
        }
      ),
      statisticsDays: setting(z.number().min(0.01).max(3650).default(35), {
        env: 'IM_RETENTION_STATISTICS_DAYS',
        description: 'How long counts by service are kept.',
      }),
      alarmDays: setting(z.number().min(0.01).max(3650).default(90), {
        env: 'IM_RETENTION_ALARM_DAYS',
        description: 'How long alarms that ended are kept, with what was said of them.',
      }),
    })
    .prefault({}),
  intake: z
    .strictObject({
      maxBodyBytes: setting(bytes(1024).default(8 * 1024 * 1024), {
        env: 'IM_INTAKE_MAX_BODY_BYTES',
        description: 'Largest request, after unpacking.',
      }),
      maxInFlightBytes: setting(bytes(1024).default(64 * 1024 * 1024), {
        env: 'IM_INTAKE_MAX_IN_FLIGHT_BYTES',
        description: 'More than this at once is answered 429.',
      }),
      spoolMaxBytes: setting(bytes(1024).default(512 * 1024 * 1024), {
        env: 'IM_INTAKE_SPOOL_MAX_BYTES',
        description: 'Room on disk for what comes while the store is away.',
      }),
      keepInfoShare: setting(z.number().min(0).max(1).default(1), {
        env: 'IM_INTAKE_KEEP_INFO_SHARE',
        description: 'Share of lines below warn that are kept; all are counted.',
      }),
      /** Beginnings of packages, modules or paths, such as `com.example.` or `/srv/app/`: which frames are ours. */
      ownCode: z.array(z.string().min(1).max(200)).max(100).default([]),
      clockToleranceSeconds: setting(seconds(1, 3600).default(300), {
        env: 'IM_INTAKE_CLOCK_TOLERANCE_SECONDS',
        description: 'How far the clock of a webhook sender may be off.',
      }),
    })
    .prefault({}),
  redaction: z.strictObject({ personal: z.array(z.enum(['names', 'mails', 'addresses'])).default([]) }).prefault({}),
  machineCredentials: z.array(MachineCredential).max(1000).default([]),
  grafanaWebhooks: z.array(GrafanaWebhook).max(100).default([]),
  githubWebhooks: z.array(GithubWebhook).max(20).default([]),
  kubernetes: z.array(KubernetesCluster).max(20).default([]),
  alerts: z
    .strictObject({
      serviceLabels: z
        .array(z.string().min(1).max(200))
        .min(1)
        .default(['service', 'service_name', 'job', 'namespace/pod']),
    })
    .prefault({}),
  telemetry: z.array(TelemetrySource).max(50).default([]),
  grafana: z.array(GrafanaServer).max(20).default([]),
  detection: z
    .strictObject({
      evaluateEverySeconds: setting(seconds(0.2, 10).default(0.5), {
        env: 'IM_DETECTION_EVALUATE_EVERY_SECONDS',
        description: 'How often what was sent to us is judged.',
      }),
      pollEverySeconds: setting(seconds(1, 60).default(10), {
        env: 'IM_DETECTION_POLL_EVERY_SECONDS',
        description: 'How often Elasticsearch is asked.',
      }),
      windowSeconds: setting(seconds(10, 3600).default(120), {
        env: 'IM_DETECTION_WINDOW_SECONDS',
        description: 'The window of every rule.',
      }),
      burstErrors: setting(z.number().int().min(1).default(100), {
        env: 'IM_DETECTION_BURST_ERRORS',
        description: 'Errors of a service in the window that open an incident.',
      }),
      raisedErrors: setting(z.number().int().min(1).default(20), {
        env: 'IM_DETECTION_RAISED_ERRORS',
        description: 'Errors in the window from which a service counts as raised.',
      }),
      raisedFactor: setting(z.number().min(1).default(5), {
        env: 'IM_DETECTION_RAISED_FACTOR',
        description: 'How many times its own baseline raised errors are.',
      }),
      widespreadServices: setting(z.number().int().min(2).default(5), {
        env: 'IM_DETECTION_WIDESPREAD_SERVICES',
        description: 'So many raised services at once are one widespread incident.',
      }),
      allowedLatenessSeconds: setting(seconds(0, 3600).default(120), {
        env: 'IM_DETECTION_ALLOWED_LATENESS_SECONDS',
        description: 'Lines that come later than this are counted as late and judge nothing.',
      }),
      detectors: DetectorSettings,
      maintenance: PlannedWindows,
      rollOutSeconds: setting(seconds(0, 3600).default(180), {
        env: 'IM_DETECTION_ROLL_OUT_SECONDS',
        description: 'How long after a deploy was told its service may look odd. 0: never.',
      }),
      rollOutHolds: setting(z.enum(['harmless', 'everything']).default('harmless'), {
        env: 'IM_DETECTION_ROLL_OUT_HOLDS',
        description: 'What pages nobody in that time: alarms that hurt no user, or all but critical ones.',
      }),
    })
    .prefault({}),
  memory: z
    .strictObject({
      enabled: setting(z.boolean().default(true), {
        env: 'IM_MEMORY',
        description: 'Whether incidents are remembered and recalled. Off, everything else goes on.',
      }),
      deadlineMilliseconds: setting(z.number().int().min(10).max(10_000).default(300), {
        env: 'IM_MEMORY_DEADLINE_MILLISECONDS',
        description:
          'How long an investigation waits for memory; a person waits ten times as long. Then it goes on without.',
      }),
      exportFolder: setting(z.string().min(1).nullable().default(null), {
        env: 'IM_MEMORY_EXPORT_FOLDER',
        description:
          'Folder into which memory is written every night as Markdown, one document a memory; what only a team or a person may see is left out. Nowhere where it is null.',
      }),
      thesaurusFile: setting(z.string().min(1).nullable().default(null), {
        env: 'IM_MEMORY_THESAURUS_FILE',
        description:
          "Concepts of one's own for recall, as YAML or JSON (docs/recall.md). Read at the start; memories are read anew in the background after a change.",
      }),
      embeddings: z
        .strictObject({
          url: setting(ModelEndpoint.url, {
            env: 'IM_MEMORY_EMBEDDINGS_URL',
            description:
              "Address of an endpoint that answers like OpenAI's, up to and with the version. Texts of memories and questions are sent there. Without it the own table is used and nothing leaves the process.",
          }),
          model: setting(ModelEndpoint.model, {
            env: 'IM_MEMORY_EMBEDDINGS_MODEL',
            description: 'The model that is asked there. After a change memories are embedded anew in the background.',
          }),
          dimensions: setting(ModelEndpoint.dimensions, {
            env: 'IM_MEMORY_EMBEDDINGS_DIMENSIONS',
            description: 'How many numbers its vectors have.',
          }),
          apiKey: setting(ModelEndpoint.apiKey, {
            env: 'IM_MEMORY_EMBEDDINGS_API_KEY',
            description: 'Its key, where it asks for one.',
            secret: true,
          }),
          caFile: setting(ModelEndpoint.caFile, {
            env: 'IM_MEMORY_EMBEDDINGS_CA_FILE',
            description: 'Certificate of the authority that signed its certificate, where the system does not know it.',
          }),
          deadlineMilliseconds: setting(z.number().int().min(10).max(10_000).default(150), {
            env: 'IM_MEMORY_EMBEDDINGS_DEADLINE_MILLISECONDS',
            description: 'How long a question waits for it; then the own table stands in, and the answer says so.',
          }),
          requestTimeoutSeconds: setting(seconds(1, 300).default(20), {
            env: 'IM_MEMORY_EMBEDDINGS_REQUEST_TIMEOUT_SECONDS',
            description: 'How long texts of memories wait for it.',
          }),
        })
        .prefault({}),
      ...MemoryLists,
    })
    .prefault({}),
  demo: z
    .strictObject({
      enabled: setting(z.boolean().default(false), {
        env: 'IM_DEMO',
        description: 'Seven services that talk, and can be broken.',
      }),
      linesPerSecond: setting(z.number().min(1).max(5000).default(60), {
        env: 'IM_DEMO_LINES_PER_SECOND',
        description: 'How much they say.',
      }),
    })
    .prefault({}),
  requests: z
    .strictObject({
      maxBodyBytes: setting(bytes(1024).default(1024 * 1024), {
        env: 'IM_REQUESTS_MAX_BODY_BYTES',
        description: 'Largest request from Grafana.',
      }),
      timeoutSeconds: setting(seconds(1, 300).default(30), {
        env: 'IM_REQUESTS_TIMEOUT_SECONDS',
        description: 'How long an answer to Grafana may take.',
      }),
    })
    .prefault({}),
  logLevel: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'), {
    env: 'IM_LOG_LEVEL',
    description: 'What the sidecar says of itself.',
  }),
});
export type Configuration = z.output<typeof ConfigurationSchema>;
