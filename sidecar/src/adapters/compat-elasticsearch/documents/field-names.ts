import { fieldTree } from './field-tree.ts';

/**
 * Where logs in Elasticsearch's Common Schema, in OpenTelemetry's form, from the usual shippers (Filebeat, Fluent Bit,
 * Vector, Logstash, rsyslog) and loggers (pino, logback, Python) keep what we read. The first that is there counts.
 */
export const LINE_FIELDS = {
  time: ['@timestamp', 'timestamp', 'time', 'ts', 'datetime', 'date'],
  message: ['message', 'body.text', 'body', 'msg', 'log', 'MESSAGE', 'short_message', 'event.original'],
  levelWord: [
    'log.level',
    'level',
    'severity_text',
    'severityText',
    'SeverityText',
    'severity',
    'loglevel',
    'level_name',
    'levelname',
    'lvl',
    'log.syslog.severity.name',
    'syslog.severity_label',
    'syslogseverity-text',
  ],
  otelSeverity: ['severity_number', 'severityNumber', 'SeverityNumber'],
  syslogSeverity: ['log.syslog.severity.code', 'syslogseverity', 'syslog_severity', 'PRIORITY'],
  errorType: ['error.type', 'attributes.exception.type', 'exception.type', 'err.type', 'exception.class'],
  errorMessage: ['error.message', 'attributes.exception.message', 'exception.message', 'err.message', 'error'],
  stack: [
    'error.stack_trace',
    'attributes.exception.stacktrace',
    'exception.stacktrace',
    'stack_trace',
    'err.stack',
    'error.stack',
    'stacktrace',
    'stack',
  ],
  /** Of an error document of Elastic APM: exceptions, the outermost first. */
  apmExceptions: ['error.exception'],
  apmLogMessage: ['error.log.message'],
  traceId: ['trace.id', 'trace_id', 'traceId', 'traceID', 'TraceId'],
} as const;

/** A service's own name first, then what runs it, then the program; the machine only where nothing else is known. */
export const SERVICE_FIELDS = [
  'service.name',
  'resource.attributes.service.name',
  'service',
  'fields.service.name',
  'fields.service',
  'kubernetes.labels.app.kubernetes.io/name',
  'kubernetes.labels.app_kubernetes_io/name',
  'kubernetes.pod_labels.app.kubernetes.io/name',
  'kubernetes.labels.app',
  'kubernetes.pod_labels.app',
  'k8s.deployment.name',
  'resource.attributes.k8s.deployment.name',
  'kubernetes.deployment.name',
  'kubernetes.statefulset.name',
  'kubernetes.daemonset.name',
  'kubernetes.container.name',
  'kubernetes.container_name',
  'resource.attributes.k8s.container.name',
  'container.name',
  'container_name',
  'program',
  'programname',
  'app-name',
  'app_name',
  'appname',
  'log.syslog.appname',
  'application',
  'process.name',
  'SYSLOG_IDENTIFIER',
  'host.name',
  'resource.attributes.host.name',
  'host.hostname',
  'hostname',
  'host',
] as const;

/** Documents of Elastic APM, and spans as OpenTelemetry's exporter writes them. */
export const SPAN_FIELDS = {
  event: ['processor.event'],
  spanId: ['span.id', 'span_id'],
  transactionId: ['transaction.id'],
  parentId: ['parent.id', 'parent_span_id'],
  spanName: ['span.name', 'name'],
  transactionName: ['transaction.name'],
  transactionType: ['transaction.type'],
  spanKind: ['span.kind', 'kind'],
  spanType: ['span.type'],
  spanMicroseconds: ['span.duration.us'],
  transactionMicroseconds: ['transaction.duration.us'],
  nanoseconds: ['duration'],
  startMicroseconds: ['timestamp.us'],
  outcome: ['event.outcome'],
  statusCode: ['status.code'],
  peer: [
    'attributes.peer.service',
    'peer.service',
    'span.destination.service.resource',
    'service.target.name',
    'attributes.db.system.name',
    'attributes.db.system',
    'attributes.messaging.destination.name',
    'attributes.server.address',
    'attributes.net.peer.name',
  ],
} as const;

export const METRIC_FIELDS = {
  metricset: ['metricset.name'],
  module: ['event.module'],
  metrics: ['metrics'],
  unit: ['unit'],
} as const;

/** What a document says about where it runs, by the names of OpenTelemetry's conventions for resources. */
export const RESOURCE_FIELDS: ReadonlyArray<readonly [attribute: string, names: readonly string[]]> = [
  ['k8s.cluster.name', ['orchestrator.cluster.name', 'kubernetes.cluster.name']],
  ['k8s.namespace.name', ['kubernetes.namespace', 'kubernetes.namespace_name', 'kubernetes.pod_namespace']],
  ['k8s.pod.name', ['kubernetes.pod.name', 'kubernetes.pod_name']],
  ['k8s.pod.uid', ['kubernetes.pod.uid', 'kubernetes.pod_id', 'kubernetes.pod_uid']],
  ['k8s.node.name', ['kubernetes.node.name', 'kubernetes.pod_node_name']],
  ['k8s.deployment.name', ['kubernetes.deployment.name']],
  ['k8s.statefulset.name', ['kubernetes.statefulset.name']],
  ['k8s.daemonset.name', ['kubernetes.daemonset.name']],
  ['k8s.replicaset.name', ['kubernetes.replicaset.name']],
  ['k8s.job.name', ['kubernetes.job.name']],
  ['k8s.container.name', ['kubernetes.container.name', 'kubernetes.container_name']],
  ['container.id', ['container.id', 'kubernetes.docker_id', 'kubernetes.container_id']],
  ['container.name', ['container.name']],
  ['container.image.name', ['container.image.name', 'kubernetes.container_image']],
  ['host.name', ['host.name', 'kubernetes.host']],
  ['host.id', ['host.id']],
  ['cloud.provider', ['cloud.provider']],
  ['cloud.region', ['cloud.region']],
  ['cloud.availability_zone', ['cloud.availability_zone']],
  ['cloud.account.id', ['cloud.account.id']],
  ['service.version', ['service.version']],
  ['service.namespace', ['service.namespace']],
  ['service.instance.id', ['service.instance.id', 'service.node.name']],
  ['deployment.environment.name', ['service.environment', 'deployment.environment.name', 'deployment.environment']],
].map(([attribute, names]) => [String(attribute), [`resource.attributes.${String(attribute)}`, ...(names ?? [])]]);

export const DOCUMENT_FIELDS = fieldTree([
  ...Object.values(LINE_FIELDS).flat(),
  ...SERVICE_FIELDS,
  ...Object.values(SPAN_FIELDS).flat(),
  ...Object.values(METRIC_FIELDS).flat(),
  ...RESOURCE_FIELDS.flatMap(([, names]) => names),
]);

/** Slots of the names, in their order. */
export function slotsOf(names: readonly string[]): readonly number[] {
  return names.flatMap((name) => DOCUMENT_FIELDS.slots.get(name) ?? []);
}

export type Values = readonly unknown[];

/** The first of them that is text (or a number, as text) and not empty. */
export function firstText(values: Values, slots: readonly number[]): string | null {
  for (const slot of slots) {
    const value = values[slot];
    if (typeof value === 'string' ? value !== '' : typeof value === 'number') {
      return String(value);
    }
  }
  return null;
}

export function firstNumber(values: Values, slots: readonly number[]): number | null {
  for (const slot of slots) {
    const value = values[slot];
    if (typeof value === 'number') {
      return value;
    }
  }
  return null;
}
