import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What the sidecar tells Prometheus of itself. No label carries anything a sender can choose. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'incident_memory_' });
  return {
    registry,
    lines: new Counter({ name: 'incident_memory_lines_total', help: 'Log lines acknowledged', registers }),
    spans: new Counter({ name: 'incident_memory_spans_total', help: 'Spans acknowledged', registers }),
    points: new Counter({ name: 'incident_memory_points_total', help: 'Metric points acknowledged', registers }),
    lateLines: new Counter({
      name: 'incident_memory_late_lines_total',
      help: 'Lines too late to judge anything',
      registers,
    }),
    spooledBatches: new Counter({
      name: 'incident_memory_spooled_batches_total',
      help: 'Batches that went to the spool',
      registers,
    }),
    refusedBatches: new Counter({
      name: 'incident_memory_refused_batches_total',
      help: 'Batches that were sent back',
      labelNames: ['code'] as const,
      registers,
    }),
    alerts: new Counter({
      name: 'incident_memory_alerts_total',
      help: 'Alerts received',
      labelNames: ['status'] as const,
      registers,
    }),
    recallSeconds: new Histogram({
      name: 'incident_memory_recall_seconds',
      help: 'How long memory took to answer, and how that ended',
      labelNames: ['outcome'] as const,
      buckets: [0.005, 0.01, 0.02, 0.05, 0.08, 0.15, 0.3, 1, 3],
      registers,
    }),
    memoriesRecalled: new Counter({
      name: 'incident_memory_memories_recalled_total',
      help: 'Memories that were shown as an answer',
      registers,
    }),
    memoryVerdicts: new Counter({
      name: 'incident_memory_memory_verdicts_total',
      help: 'How often people said that recalling a memory helped, or misled',
      labelNames: ['verdict'] as const,
      registers,
    }),
    suggestionsUsed: new Counter({
      name: 'incident_memory_suggestions_total',
      help: 'Suggestions of memory that were taken up, modified or refused',
      labelNames: ['how'] as const,
      registers,
    }),
    incidentsOpened: new Counter({
      name: 'incident_memory_incidents_opened_total',
      help: 'Incidents opened',
      registers,
    }),
    alarmsRaised: new Counter({
      name: 'incident_memory_alarms_raised_total',
      help: 'Alarms raised by detectors',
      labelNames: ['detector', 'mode'] as const,
      registers,
    }),
    alarmsHeldBack: new Counter({
      name: 'incident_memory_alarms_held_back_total',
      help: 'Alarms that paged nobody when they were raised, since something was expected',
      labelNames: ['detector'] as const,
      registers,
    }),
    alarmsFiring: new Gauge({
      name: 'incident_memory_alarms_firing',
      help: 'Alarms that stand',
      labelNames: ['detector', 'mode'] as const,
      registers,
    }),
    alarmVerdicts: new Gauge({
      name: 'incident_memory_alarm_verdicts',
      help: 'What people said of alarms and their incidents, of the last 30 days',
      labelNames: ['detector', 'verdict'] as const,
      registers,
    }),
    detectionPrecision: new Gauge({
      name: 'incident_memory_detection_precision',
      help: 'Share of judged alarms that were right, of the last 30 days, with its 95 % interval; missing where nobody judged',
      labelNames: ['detector', 'bound'] as const,
      registers,
    }),
    detectorIncidents: new Gauge({
      name: 'incident_memory_detector_incidents',
      help: 'Real incidents of the last 30 days that the detector could have found, and whether it did',
      labelNames: ['detector', 'found'] as const,
      registers,
    }),
    tickSeconds: new Histogram({
      name: 'incident_memory_tick_seconds',
      help: 'Duration of one evaluation',
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    tickFailures: new Counter({
      name: 'incident_memory_tick_failures_total',
      help: 'Evaluations that failed and were repeated',
      registers,
    }),
    pollSeconds: new Histogram({
      name: 'incident_memory_poll_seconds',
      help: 'Duration of one question to a log source',
      buckets: [0.01, 0.05, 0.2, 1, 5, 20],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'incident_memory_request_seconds',
      help: 'Duration of requests by route',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    spoolBytes: new Gauge({ name: 'incident_memory_spool_bytes', help: 'Bytes that wait in the spool', registers }),
    spoolLostBytes: new Gauge({
      name: 'incident_memory_spool_lost_bytes',
      help: 'Bytes of the spool that could not be read back',
      registers,
    }),
    openStreams: new Gauge({ name: 'incident_memory_open_streams', help: 'Pages that listen', registers }),
  };
}
