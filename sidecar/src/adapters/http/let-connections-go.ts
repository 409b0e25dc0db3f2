import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;
/** A request that is not whole by then was never accepted; its sender has been silent for all that time. */
const PATIENCE_MS = 5000;

/**
 * A server that closes ends its idle connections once, at that moment. One that answers a last request just then goes
 * idle afterwards and would hold the server open until its keep-alive runs out, minutes later; one with half a request
 * until the sender gives up. So idle ones are let go until all are gone, and after a while the others too.
 */
export function letConnectionsGo(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const { server } = app;
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
    const all = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    idle.unref();
    all.unref();
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(all);
    });
  });
}
