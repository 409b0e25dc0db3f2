import type { SentLine } from '../processes/running-sidecar.ts';

/** OTLP's severity numbers for the words. */
const SEVERITIES = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17, FATAL: 21 } as const;

/** Log lines as an ExportLogsServiceRequest in protobuf, field numbers as in opentelemetry/proto/logs/v1/logs.proto. */
export function otlpProtobuf(lines: readonly SentLine[]): Buffer {
  const services = [...new Set(lines.map(({ service }) => service))];
  return Buffer.concat(
    services.map((service) => {
      const attribute = Buffer.concat([text(1, 'service.name'), message(2, text(1, service))]);
      const records = lines.filter((line) => line.service === service).map((line) => message(2, logRecord(line)));
      return message(1, Buffer.concat([message(1, message(1, attribute)), message(2, Buffer.concat(records))]));
    })
  );
}

function logRecord({ level = 'ERROR', message: body = 'connection refused', at = Date.now() }: SentLine): Buffer {
  const time = Buffer.alloc(9);
  time[0] = (1 << 3) | 1;
  time.writeBigUInt64LE(BigInt(at) * 1_000_000n, 1);
  const severity = Buffer.from([2 << 3, SEVERITIES[level]]);
  return Buffer.concat([time, severity, text(3, level), message(5, text(1, body))]);
}

function text(field: number, content: string): Buffer {
  return message(field, Buffer.from(content, 'utf8'));
}

function message(field: number, content: Buffer): Buffer {
  const LENGTH_DELIMITED = 2;
  return Buffer.concat([Buffer.from([(field << 3) | LENGTH_DELIMITED]), variableLength(content.length), content]);
}

function variableLength(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + 128);
  }
  return Buffer.from([...bytes, rest]);
}
