import { Agent, request } from 'undici';

export interface Outbound {
  /** The status of the answer, whose content is thrown away. Throws where the origin is not allowed or does not answer. */
  postJson(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<number>;
  close(): Promise<void>;
}

/** The one way out of the process besides the stores' own clients: to named origins only, no redirects, bounded waits. */
export function createOutbound({
  origins,
  timeoutSeconds,
}: {
  origins: readonly string[];
  timeoutSeconds: number;
}): Outbound {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  const milliseconds = timeoutSeconds * 1000;
  const dispatcher = new Agent({
    connectTimeout: milliseconds,
    headersTimeout: milliseconds,
    bodyTimeout: milliseconds,
    connections: 4,
  });
  return {
    postJson: async (url, body, headers = {}) => {
      if (!allowed.has(new URL(url).origin)) {
        throw new Error('this origin is not configured');
      }
      const answer = await request(url, {
        method: 'POST',
        dispatcher,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      await answer.body.dump();
      return answer.statusCode;
    },
    close: () => dispatcher.close(),
  };
}
