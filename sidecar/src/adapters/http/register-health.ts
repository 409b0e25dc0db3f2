import type { FastifyInstance } from 'fastify';

export interface Readiness {
  readonly ready: boolean;
  /** What is not ready, in words. */
  readonly waitingFor: readonly string[];
}

/** For whoever runs the sidecar: alive, ready, and numbers. No key is needed and nothing of an organisation is told. */
export function registerHealth(
  app: FastifyInstance,
  { readiness, metrics }: { readiness: () => Promise<Readiness>; metrics: () => Promise<string> }
): void {
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const state = await readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics())
  );
}
