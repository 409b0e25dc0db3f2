import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import type { InFlight } from '../../usecases/intake/in-flight.ts';
import { takeBodiesAsBytes } from './read-body.ts';

export interface DoorOptions {
  /** False while starting and stopping: senders keep what they have and come again. */
  readonly accepts: () => boolean;
  /** All bodies that are being received, whichever door they came through. */
  readonly arriving: InFlight;
  readonly maxBodyBytes: number;
}

/** `credential`: who sends, known before the body is read; null where only the signed body can tell. */
export interface Intake {
  readonly identify: (request: FastifyRequest) => MachineCredential | null;
  readonly handler: (
    request: FastifyRequest,
    about: { reply: FastifyReply; credential: MachineCredential | null }
  ) => Promise<FastifyReply>;
  /** POST alone where it is left out; every other method is told so. */
  readonly methods?: readonly IntakeMethod[];
}

export type IntakeMethod = (typeof METHODS)[number];
export type TakeIntake = (url: string, intake: Intake) => void;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const COME_AGAIN_SECONDS = 2;
/** Taken for a body whose sender is known and whose length is not told. */
const UNANNOUNCED_BYTES = 1024 * 1024;
const BUSY_RETRY_SECONDS = 1;

/**
 * What every address has in common at which machines send: a credential is asked for before the body is read, and the
 * bodies that arrive at once are bounded together, so that a stranger cannot make us hold or read what they send.
 */
export function openDoor(scoped: FastifyInstance, { accepts, arriving, maxBodyBytes }: DoorOptions): TakeIntake {
  takeBodiesAsBytes(scoped);
  scoped.addHook('onRequest', async () => {
    if (!accepts()) {
      throw new ApplicationError('IM_SHUTTING_DOWN', { retryAfterSeconds: COME_AGAIN_SECONDS });
    }
  });
  return (url, { identify, handler, methods = ['POST'] }) => {
    const credentials = new WeakMap<FastifyRequest, MachineCredential | null>();
    scoped.route({
      method: [...methods],
      url,
      onRequest: async (request, reply) => {
        const credential = identify(request);
        credentials.set(request, credential);
        const unannounced = credential === null ? maxBodyBytes : UNANNOUNCED_BYTES;
        const leave = arriving.enter(Math.min(announcedBytes(request) ?? unannounced, maxBodyBytes));
        if (leave === null) {
          throw new ApplicationError('IM_INTAKE_BUSY', { retryAfterSeconds: BUSY_RETRY_SECONDS });
        }
        reply.raw.once('finish', leave).once('close', leave);
      },
      handler: (request, reply) => handler(request, { reply, credential: credentials.get(request) ?? null }),
    });
    const others = METHODS.filter((method) => !methods.includes(method));
    if (others.length > 0) {
      scoped.route({ method: others, url, handler: refuseMethod(methods.join(', ')) });
    }
  };
}

function refuseMethod(allowed: string): (request: FastifyRequest, reply: FastifyReply) => Promise<never> {
  return async (_request, reply) => {
    reply.header('allow', allowed);
    throw new ApplicationError('IM_REQUEST_METHOD', { details: { allowed } });
  };
}

function announcedBytes({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length']);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
