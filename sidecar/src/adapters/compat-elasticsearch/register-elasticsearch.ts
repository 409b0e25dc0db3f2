import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import { openDoor, type DoorOptions, type Intake, type IntakeMethod } from '../http-intake/intake-door.ts';
import * as cluster from './cluster-answers.ts';
import { answerElasticsearchError } from './elasticsearch-error.ts';
import { answerJson } from './media-types.ts';
import { receiveBulk, receiveDocument, type DocumentIntake } from './receive-documents.ts';

export const COMPATIBLE_PREFIX = '/compat/elasticsearch';

type Receive = (
  request: FastifyRequest,
  about: { reply: FastifyReply; credential: MachineCredential; index: string | null; id: string | null }
) => Promise<FastifyReply>;

const WRITING: readonly IntakeMethod[] = ['POST', 'PUT'];
const EVERY_METHOD: readonly IntakeMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const WITHOUT_EFFECT = ['_index_template', '_component_template', '_template', '_ilm/policy', '_data_stream'];

/**
 * Elasticsearch as far as senders of logs use it: documents are taken, cluster questions answered harmlessly, and all
 * else is refused in words. `prefix` is empty on a listener of its own.
 */
export function registerElasticsearch(
  app: FastifyInstance,
  { intake, prefix, ...door }: DoorOptions & { intake: DocumentIntake; prefix: string }
): void {
  void app.register(async (scoped) => {
    scoped.setErrorHandler(answerElasticsearchError);
    scoped.addHook('onRequest', async (_request, reply) => {
      reply.header(cluster.PRODUCT_HEADER.name, cluster.PRODUCT_HEADER.value);
    });
    const take = openDoor(scoped, door);
    const identify = (request: FastifyRequest): MachineCredential => intake.credentials.identify(request, 'logs');
    const on = (methods: readonly IntakeMethod[], path: string, handler: Intake['handler']): void =>
      take(`${prefix}${path}`, { identify, handler, methods });

    const bulk = receiving((request, about) => receiveBulk(intake, request, about));
    on(WRITING, '/_bulk', bulk);
    on(WRITING, '/:index/_bulk', bulk);
    const document = receiving((request, about) => receiveDocument(intake, request, about));
    on(['POST'], '/:index/_doc', document);
    on(WRITING, '/:index/_doc/:id', document);
    on(WRITING, '/:index/_create/:id', document);

    on(['GET'], '/', answering(cluster.BANNER));
    if (prefix !== '') {
      on(['GET'], '', answering(cluster.BANNER));
    }
    on(['GET'], '/_license', answering(cluster.LICENCE_ANSWER));
    on(['GET'], '/_xpack', answering(cluster.XPACK_ANSWER));
    on(['GET'], '/_cluster/health', answering(cluster.HEALTH));
    on(['GET'], '/_cat/health', async (_request, { reply }) => reply.type('text/plain').send('green\n'));
    WITHOUT_EFFECT.forEach((kind) => on(EVERY_METHOD, `/${kind}/:name`, withoutEffect));
    on(EVERY_METHOD, '/*', notOffered);
  });
}

function receiving(receive: Receive): Intake['handler'] {
  return (request, { reply, credential }) => {
    if (credential === null) {
      throw new ApplicationError('IM_CREDENTIAL_REJECTED');
    }
    const { index = null, id = null } = request.params as { index?: string; id?: string };
    return receive(request, { reply, credential, index, id });
  };
}

function answering(body: object): Intake['handler'] {
  const text = JSON.stringify(body);
  return async (request, { reply }) => answerJson(request, reply, text);
}

const notOffered = async (): Promise<never> => {
  throw new ApplicationError('IM_COMPATIBILITY_NOT_OFFERED');
};

/** Asked for, it is not there; put, it is acknowledged. */
const withoutEffect: Intake['handler'] = async (request, { reply }) =>
  request.method === 'PUT' || request.method === 'POST'
    ? answerJson(request, reply.header('warning', cluster.WITHOUT_EFFECT), JSON.stringify(cluster.ACKNOWLEDGED))
    : notOffered();
