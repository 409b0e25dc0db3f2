import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Role } from '@incident-memory/contract';
import { organisationId, type Scope } from '../../domain/tenancy/scope.ts';
import { withShared, type SharingRule } from '../../domain/tenancy/sharing.ts';
import { ApplicationError } from '../../platform/application-error.ts';

/** Who asks, as Grafana says; believed only beside the shared key. */
export interface Reader {
  readonly scope: Scope;
  readonly login: string;
  readonly role: Role;
}

export interface IdentityOptions {
  readonly sharedKeys: readonly string[];
  readonly instance: string;
  /** Teams of one organisation's projects that see more than their own (domain/tenancy/sharing.ts). */
  readonly sharing?: readonly SharingRule[];
}

const GrafanaContext = z.object({
  OrgID: z.number().int().positive(),
  OrgRole: z.string(),
  Login: z.string().max(300).default(''),
  Email: z.string().max(300).default(''),
  IsAnonymous: z.boolean().default(false),
  Teams: z.array(z.union([z.number(), z.string()])).nullish(),
});

export function identify(request: FastifyRequest, { sharedKeys, instance, sharing = [] }: IdentityOptions): Reader {
  if (!keyFits(request.headers['x-incident-memory-key'], sharedKeys)) {
    throw new ApplicationError('IM_PROXY_KEY_REJECTED');
  }
  const context = readContext(request.headers['x-grafana-context']);
  const role = Role.safeParse(context.OrgRole);
  if (!role.success) {
    throw new ApplicationError('IM_ROLE_INSUFFICIENT', { details: { required: 'Viewer' } });
  }
  const login = context.Login || context.Email || (context.IsAnonymous ? 'anonymous' : 'unknown');
  return {
    login,
    role: role.data,
    scope: {
      organisation: organisationId(instance, context.OrgID),
      teams: withShared(sharing, (context.Teams ?? []).map(String)),
      user: login,
    },
  };
}

/** Compares digests, so that neither length nor content shows in the time; every key is tried every time. */
function keyFits(given: unknown, keys: readonly string[]): boolean {
  const digest = digestOf(typeof given === 'string' ? given : '');
  return keys.map((key) => timingSafeEqual(digest, digestOf(key))).includes(true);
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function readContext(header: unknown): z.output<typeof GrafanaContext> {
  try {
    // Grafana sends UTF-8; Node reads the bytes of a header as Latin-1.
    const text = Buffer.from(typeof header === 'string' ? header : '', 'latin1').toString('utf8');
    return GrafanaContext.parse(JSON.parse(text));
  } catch {
    throw new ApplicationError('IM_PROXY_CONTEXT_MISSING');
  }
}
