import { Agent, request } from 'node:http';
import { otlpProtobuf } from '../support/otlp/otlp-protobuf.ts';
import { INTAKE_TOKEN, otlpBody, type SentLine } from '../support/processes/running-sidecar.ts';
import { cpuSeconds } from './process-cost.ts';

export type Encoding = 'json' | 'protobuf';

export interface IntakeRate {
  readonly lines: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of the server. Independent of what else the machine does. */
  readonly mainThreadSeconds: number;
  readonly allThreadsSeconds: number;
}

const LINES_A_REQUEST = 500;
const CONNECTIONS = 4;
const DIFFERENT_BODIES = 20;

/** Lines of twenty services as programs write them: one in ten an error, one in a hundred with a secret in it. */
function bodyOf(encoding: Encoding, body: number): Buffer {
  const lines = Array.from({ length: LINES_A_REQUEST }, (_, index): SentLine => {
    const secret = index % 100 === 0 ? ` with password=hunter${index}two` : '';
    return {
      service: `service-${index % 20}`,
      level: index % 10 === 0 ? 'ERROR' : 'INFO',
      message: `request ${body}-${index} of customer ${index * 7} took ${index * 3} ms and was answered by replica 2${secret}`,
    };
  });
  return encoding === 'json' ? Buffer.from(JSON.stringify(otlpBody(lines))) : otlpProtobuf(lines);
}

/** Sends whole requests over a few connections, each waiting for its answer, until so many lines are acknowledged. */
export async function pushLines(
  target: { url: string; pid: number },
  { encoding, lines }: { encoding: Encoding; lines: number }
): Promise<IntakeRate> {
  const bodies = Array.from({ length: DIFFERENT_BODIES }, (_, body) => bodyOf(encoding, body));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = cpuSeconds(target.pid);
  const began = performance.now();
  let sent = 0;
  let bytes = 0;
  const connection = async () => {
    while (sent < lines) {
      const body = bodies[(sent / LINES_A_REQUEST) % bodies.length] ?? Buffer.alloc(0);
      sent += LINES_A_REQUEST;
      bytes += body.length;
      await post(agent, `${target.url}/intake/otlp/v1/logs`, { body, encoding });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const seconds = (performance.now() - began) / 1000;
  const after = cpuSeconds(target.pid);
  agent.destroy();
  return {
    lines: sent,
    bytes,
    seconds,
    mainThreadSeconds: after.mainThread - before.mainThread,
    allThreadsSeconds: after.all - before.all,
  };
}

function post(agent: Agent, url: string, { body, encoding }: { body: Buffer; encoding: Encoding }): Promise<void> {
  const type = encoding === 'json' ? 'application/json' : 'application/x-protobuf';
  const headers = { 'content-type': type, 'content-length': body.length, authorization: `Bearer ${INTAKE_TOKEN}` };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`lines were answered ${response.statusCode}`))
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
