import { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { text } from '@incident-memory/contract';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import { readPushed } from '../kubernetes-objects/read-pushed.ts';
import { readToldObject } from '../kubernetes-objects/read-told-objects.ts';
import { bodyBytes, bodyKind } from './read-body.ts';
import { keep, type ChangeIntake } from './receive-changes.ts';

const Query = z.strictObject({ cluster: text(100).min(1).optional() });

/**
 * `POST /intake/kubernetes/events`: events, pods and deployments as kubectl prints them and exporters post them. All of a
 * request is taken or none of it; what is everyday noise is taken and not kept.
 */
export async function receiveKubernetes(
  intake: ChangeIntake,
  request: FastifyRequest,
  { reply, credential }: { reply: FastifyReply; credential: MachineCredential | null }
): Promise<FastifyReply> {
  if (credential === null) {
    throw new ApplicationError('IM_CREDENTIAL_REJECTED');
  }
  bodyKind(request, ['json', 'lines']);
  const query = Query.safeParse(request.query);
  if (!query.success) {
    throw invalid(query.error.issues[0]?.message, 'query.cluster');
  }
  const bytes = await bodyBytes(request, intake.maxBodyBytes);
  const pushed = readPushed(bytes);
  if (!pushed.ok) {
    const { problem, path, isMalformed } = pushed.failure;
    const code = isMalformed ? 'IM_REQUEST_MALFORMED' : 'IM_REQUEST_INVALID';
    throw new ApplicationError(code, { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  const about = { cluster: query.data.cluster ?? null, now: intake.clock.now() };
  const told = pushed.value.map(({ value, path }) => {
    const read = readToldObject(value, about);
    if (!read.ok) {
      throw invalid(read.failure.problem, [path, read.failure.path].filter((part) => part !== '').join('.'));
    }
    return read.value;
  });
  const occurrences = told.flatMap((one) => one.occurrences);
  const resources = told.flatMap((one) => one.resources);
  const ids = await keep(intake, credential, { occurrences, resources, bytes: bytes.length });
  return reply.send({ received: pushed.value.length, ids });
}

function invalid(problem: string | undefined, path: string): ApplicationError {
  const details = { problem: problem ?? 'it does not fit' };
  return new ApplicationError('IM_REQUEST_INVALID', { details, ...(path === '' ? {} : { path }) });
}
