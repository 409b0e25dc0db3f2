import { Agent, request } from 'node:http';
import { INTAKE_TOKEN } from '../../support/processes/running-sidecar.ts';
import { encodeOtlp } from '../../support/otlp/otlp-encoder.ts';
import { RECORDS_A_REQUEST, type RealisticRequests, type Signal } from './realistic-requests.ts';

export type Encoding = 'json' | 'protobuf';

const CONNECTIONS = 4;
const TYPES = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;

export interface Pushed {
  readonly records: number;
  readonly bytes: number;
  readonly seconds: number;
}

interface Pushing {
  readonly signal: Signal;
  readonly encoding: Encoding;
  readonly records: number;
  readonly requests: RealisticRequests;
  readonly onAcknowledged?: (records: number) => void;
}

/** Sends whole requests over a few connections, each waiting for its answer, until so many records are acknowledged. */
export async function pushRequests(url: string, pushing: Pushing): Promise<Pushed> {
  const { signal, encoding, records, requests, onAcknowledged = () => undefined } = pushing;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  let sent = 0;
  let bytes = 0;
  let acknowledged = 0;
  const connection = async () => {
    while (sent < records) {
      sent += RECORDS_A_REQUEST;
      const content = requests.next(signal);
      const body = encoding === 'json' ? Buffer.from(JSON.stringify(content)) : encodeOtlp(signal, content);
      bytes += body.length;
      await post(agent, `${url}/intake/otlp/v1/${signal}`, { body, encoding });
      acknowledged += RECORDS_A_REQUEST;
      onAcknowledged(acknowledged);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  } finally {
    agent.destroy();
  }
  return { records: acknowledged, bytes, seconds: (performance.now() - began) / 1000 };
}

function post(agent: Agent, url: string, { body, encoding }: { body: Buffer; encoding: Encoding }): Promise<void> {
  const headers = {
    'content-type': TYPES[encoding],
    'content-length': body.length,
    authorization: `Bearer ${INTAKE_TOKEN}`,
  };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`a request was answered ${response.statusCode}`))
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
