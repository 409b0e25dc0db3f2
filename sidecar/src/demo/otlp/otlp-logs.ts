import type { DemoLevel, DemoLine } from '../demo-line.ts';
import { attribute, byResource, type Versions } from './otlp-resource.ts';

/** OpenTelemetry's severity numbers. */
const SEVERITY: Readonly<Record<DemoLevel, number>> = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 };

export function otlpLogs(lines: readonly DemoLine[], versions: Versions) {
  const toScope = (own: readonly DemoLine[]) => ({
    scopeLogs: [{ scope: { name: 'demo' }, logRecords: own.map(logRecord) }],
  });
  return { resourceLogs: byResource(lines, versions, toScope) };
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
