import type { GrafanaQuery } from '../grafana-query.ts';

/** As loggers of many languages spell it, for a level that is one exact word. */
function anyOf(...words: readonly string[]): string {
  return words.flatMap((word) => [word, word.toUpperCase(), word[0]?.toUpperCase() + word.slice(1)]).join(' OR ');
}

const ERRORS = anyOf('error', 'err', 'fatal', 'critical', 'crit', 'severe', 'alert', 'emergency', 'emerg', 'panic');
const WARNINGS = anyOf('warn', 'warning');

const ecs: readonly GrafanaQuery[] = [
  { signal: 'lines', query: '*' },
  { signal: 'warnings', query: `log.level:(${WARNINGS})` },
  { signal: 'errors', query: `log.level:(${ERRORS})` },
];

const OTEL_SERVICE = { serviceLabel: 'resource.attributes.service.name' } as const;
const otel: readonly GrafanaQuery[] = [
  { signal: 'lines', query: '*', ...OTEL_SERVICE },
  { signal: 'warnings', query: 'severity_number:[13 TO 16]', ...OTEL_SERVICE },
  { signal: 'errors', query: 'severity_number:[17 TO 24]', ...OTEL_SERVICE },
];

/** Transactions of Elastic APM. */
const OPERATION = { operationLabels: ['transaction.name'] } as const;
const apm: readonly GrafanaQuery[] = [
  { signal: 'requests', query: 'processor.event:transaction', ...OPERATION },
  { signal: 'failures', query: 'processor.event:transaction AND event.outcome:failure', ...OPERATION },
  {
    signal: 'latency',
    query: 'processor.event:transaction',
    ...{ field: 'transaction.duration.us', form: 'quantiles', unit: 'us' },
  },
];

export const ELASTICSEARCH_PRESETS = { ecs, otel, apm } as const;
