import type { DemoLevel, DemoLine } from './demo-line.ts';

/** OpenTelemetry's severity numbers. */
const SEVERITY: Readonly<Record<DemoLevel, number>> = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 };

export interface OtlpBody {
  readonly resourceLogs: readonly object[];
}

/** Lines as an OTLP/HTTP exporter would send them in JSON: one resource a service. */
export function otlpBody(lines: readonly DemoLine[]): OtlpBody {
  const byService = Map.groupBy(lines, (line) => line.service);
  return {
    resourceLogs: [...byService].map(([service, own]) => ({
      resource: { attributes: [attribute('service.name', service), attribute('deployment.environment.name', 'demo')] },
      scopeLogs: [{ scope: { name: 'demo' }, logRecords: own.map(logRecord) }],
    })),
  };
}

function logRecord(line: DemoLine) {
  return {
    timeUnixNano: `${Math.round(line.at)}000000`,
    severityNumber: SEVERITY[line.level],
    severityText: line.level,
    body: { stringValue: line.message },
    attributes: [
      ...(line.errorType === undefined ? [] : [attribute('exception.type', line.errorType)]),
      ...(line.stack === undefined ? [] : [attribute('exception.stacktrace', line.stack)]),
    ],
    traceId: line.traceId,
    spanId: line.spanId,
  };
}

function attribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}
