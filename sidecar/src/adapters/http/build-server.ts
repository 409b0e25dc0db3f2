import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Ids } from '../../ports/ids.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import { readJsonBytes } from '../../platform/strict-json.ts';
import { answerError } from './error-mapper.ts';
import { letConnectionsGo } from './let-connections-go.ts';

export interface ServerLimits {
  readonly maxBodyBytes: number;
  /** How long a client may take to send its request, from its first byte: an idle kept-alive socket does not count. */
  readonly receiveTimeoutSeconds: number;
}

/** Grafana's proxy reuses its sockets for up to 90 s idle; we must never close one first (502 now and then). */
const KEEP_ALIVE_MS = 5 * 60 * 1000;
const MAX_CONNECTIONS = 2000;
const MAX_HEADER_BYTES = 32 * 1024;
const MAX_PARAMETER_LENGTH = 200;

/** A Fastify server with every limit set, strict JSON, our errors, and request ids. Routes are added by others. */
export function buildServer({
  logger,
  ids,
  limits,
}: {
  logger: FastifyBaseLogger;
  ids: Ids;
  limits: ServerLimits;
}): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => ids.next('req'),
    requestIdHeader: false,
    bodyLimit: limits.maxBodyBytes,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: limits.receiveTimeoutSeconds * 1000,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH, ignoreTrailingSlash: false },
    http: { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: limits.receiveTimeoutSeconds * 1000 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  letConnectionsGo(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new ApplicationError('IM_ROUTE_UNKNOWN');
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const read = readJsonBytes(body as Buffer);
    if (read.ok) {
      done(null, read.value);
    } else {
      const { problem, path } = read.failure;
      done(new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem }, ...(path === '' ? {} : { path }) }));
    }
  });
  // Nobody at an unknown address has said who they are: their body is not read. After every check of onRequest.
  app.addHook('preParsing', async (request) => {
    if (request.is404) {
      throw new ApplicationError('IM_ROUTE_UNKNOWN');
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
  });
  return app;
}
