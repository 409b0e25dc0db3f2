/** One number that documents carry. */
export interface MetricField {
  readonly field: string;
  /** What it is called with us; the field without `metrics.` otherwise. */
  readonly name?: string;
  readonly unit: string;
  /**
   * A gauge is read as it is, an increase is added up. Of what only ever grows (`cumulative`) the growth from bucket to
   * bucket is taken, by instance: the sum over instances would fall with each that goes.
   */
  readonly kind: 'gauge' | 'increase' | 'cumulative';
  /** Fields that split it into series: at most two. */
  readonly labels: readonly string[];
}

export interface MetricPreset {
  readonly timestamp: readonly string[];
  readonly service: readonly string[];
  readonly instance: readonly string[];
  /** Looked for; what is not there is not asked for. */
  readonly fields: readonly MetricField[];
}

const gauge = (field: string, unit: string, labels: readonly string[] = []): MetricField => ({
  ...{ field, unit, labels },
  kind: 'gauge',
});
const cumulative = (field: string, unit: string, labels: readonly string[] = []): MetricField => ({
  ...{ field, unit, labels },
  kind: 'cumulative',
});

export const METRIC_PRESETS = {
  /** What the agents of Elastic APM report of the process and its machine. */
  apm: {
    timestamp: ['@timestamp'],
    service: ['service.name'],
    instance: ['service.node.name', 'host.name'],
    fields: [
      gauge('system.cpu.total.norm.pct', '1'),
      gauge('system.process.cpu.total.norm.pct', '1'),
      gauge('system.memory.actual.free', 'By'),
      gauge('system.process.memory.size', 'By'),
      gauge('system.process.memory.rss.bytes', 'By'),
      gauge('jvm.memory.heap.used', 'By'),
      gauge('jvm.memory.heap.max', 'By'),
      gauge('jvm.memory.non_heap.used', 'By'),
      gauge('jvm.thread.count', '{thread}'),
      cumulative('jvm.gc.time', 'ms', ['labels.name']),
      cumulative('jvm.gc.count', '{collection}', ['labels.name']),
      gauge('nodejs.eventloop.delay.avg.ms', 'ms'),
      gauge('nodejs.memory.heap.used.bytes', 'By'),
      gauge('nodejs.handles.active', '{handle}'),
      gauge('golang.goroutines', '{goroutine}'),
      gauge('golang.heap.allocations.allocated', 'By'),
    ],
  },
  /** What Metricbeat and the Kubernetes integration report of pods, by what they were made from. */
  kubernetes: {
    timestamp: ['@timestamp'],
    service: [
      'service.name',
      'kubernetes.labels.app_kubernetes_io/name',
      'kubernetes.labels.app',
      'kubernetes.deployment.name',
      'kubernetes.statefulset.name',
    ],
    instance: ['kubernetes.pod.uid', 'kubernetes.pod.name'],
    fields: [
      gauge('kubernetes.pod.cpu.usage.limit.pct', '1'),
      gauge('kubernetes.pod.cpu.usage.node.pct', '1'),
      gauge('kubernetes.pod.memory.usage.limit.pct', '1'),
      gauge('kubernetes.pod.memory.working_set.bytes', 'By'),
      gauge('kubernetes.container.status.restarts', '{restart}'),
      cumulative('kubernetes.pod.network.rx.bytes', 'By'),
      cumulative('kubernetes.pod.network.tx.bytes', 'By'),
    ],
  },
  /** OpenTelemetry's semantic conventions, as the collector's exporter lays metrics out. */
  otel: {
    timestamp: ['@timestamp'],
    service: ['resource.attributes.service.name', 'service.name', 'resource.attributes.k8s.deployment.name'],
    instance: [
      'resource.attributes.service.instance.id',
      'resource.attributes.k8s.pod.uid',
      'resource.attributes.host.name',
    ],
    fields: [
      gauge('metrics.process.cpu.utilization', '1'),
      gauge('metrics.process.memory.usage', 'By'),
      gauge('metrics.system.cpu.utilization', '1'),
      gauge('metrics.system.memory.utilization', '1'),
      gauge('metrics.jvm.cpu.recent_utilization', '1'),
      gauge('metrics.jvm.memory.used', 'By', ['attributes.jvm.memory.type']),
      gauge('metrics.jvm.thread.count', '{thread}'),
      gauge('metrics.nodejs.eventloop.utilization', '1'),
      gauge('metrics.nodejs.eventloop.delay.p99', 's'),
      gauge('metrics.go.goroutine.count', '{goroutine}'),
      gauge('metrics.k8s.pod.cpu.usage', '{cpu}'),
      gauge('metrics.k8s.pod.memory.working_set', 'By'),
      gauge('metrics.k8s.container.restarts', '{restart}'),
      gauge('metrics.db.client.connection.count', '{connection}', ['attributes.db.client.connection.state']),
    ],
  },
} as const satisfies Readonly<Record<string, MetricPreset>>;

export type MetricPresetName = keyof typeof METRIC_PRESETS;
