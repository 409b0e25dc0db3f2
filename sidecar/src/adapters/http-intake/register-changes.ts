import type { FastifyRequest } from 'fastify';
import type { TakeIntake } from './intake-door.ts';
import { receiveChanges, type ChangeIntake } from './receive-changes.ts';
import { receiveGithub, requireSignature } from './receive-github.ts';
import { receiveKubernetes } from './receive-kubernetes.ts';

/** Where people's tools and clusters tell what they did. */
export function takeChanges(take: TakeIntake, changes: ChangeIntake): void {
  const identify = (request: FastifyRequest) => changes.credentials.identify(request, 'changes');
  take('/intake/changes', { identify, handler: (request, about) => receiveChanges(changes, request, about) });
  take('/intake/kubernetes/events', {
    identify,
    handler: (request, about) => receiveKubernetes(changes, request, about),
  });
  take('/intake/changes/github', {
    // Only the signature, which is over the body, says who sends.
    identify: (request) => {
      requireSignature(request);
      return null;
    },
    handler: (request, about) => receiveGithub(changes, request, about),
  });
}
