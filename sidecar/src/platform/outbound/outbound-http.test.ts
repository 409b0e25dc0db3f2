import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutbound, type Outbound } from './outbound-http.ts';

const started: Array<{ server: Server; outbound: Outbound }> = [];
afterEach(async () => {
  for (const { server, outbound } of started.splice(0)) {
    server.closeAllConnections();
    await outbound.close();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serving(listener: RequestListener): Promise<{ url: string; outbound: Outbound }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outbound = createOutbound({ origins: [url], timeoutSeconds: 5 });
  started.push({ server, outbound });
  return { url, outbound };
}

async function read(body: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += chunk.toString('utf8');
  }
  return text;
}

describe('a stream from outside', () => {
  const never = new AbortController().signal;

  it('is read as it comes, to its end', async () => {
    const { url, outbound } = await serving((request, response) => {
      response.writeHead(200);
      response.write(`for ${String(request.headers['x-who'])}, `);
      setImmediate(() => response.end('the end'));
    });
    const { status, body } = await outbound.stream({
      url,
      headers: { 'x-who': 'us' },
      signal: never,
      silentSeconds: 5,
    });
    expect([status, await read(body)]).toEqual([200, 'for us, the end']);
  });

  it('that falls silent ends with an error', async () => {
    const { url, outbound } = await serving((_, response) => {
      response.writeHead(200);
      response.write('a beginning');
    });
    const { body } = await outbound.stream({ url, signal: never, silentSeconds: 0.3 });
    await expect(read(body)).rejects.toThrow(/timeout/i);
  });

  it('ends with its signal', async () => {
    const { url, outbound } = await serving((_, response) => {
      response.writeHead(200);
      response.write('a beginning');
    });
    const stop = new AbortController();
    const { body } = await outbound.stream({ url, signal: stop.signal, silentSeconds: 60 });
    const ended = read(body);
    stop.abort();
    await expect(ended).rejects.toThrow(/abort/i);
  });

  it('is not opened elsewhere, and follows nobody', async () => {
    const { url, outbound } = await serving((_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/', 'retry-after': '7' });
      response.end();
    });
    await expect(outbound.stream({ url: 'http://127.0.0.1:1', signal: never, silentSeconds: 1 })).rejects.toThrow(
      'this origin is not configured'
    );
    expect(await outbound.stream({ url, signal: never, silentSeconds: 1 })).toMatchObject({
      status: 302,
      retryAfter: '7',
    });
  });
});

it('a question may be ended before its time', async () => {
  const { url, outbound } = await serving(() => undefined);
  const asked = outbound.ask({ method: 'GET', url, maxBytes: 10, signal: AbortSignal.timeout(50) });
  await expect(asked).rejects.toThrow(/abort|timeout/i);
});
