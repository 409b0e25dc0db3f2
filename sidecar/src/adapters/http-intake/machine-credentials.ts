import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';

export type IntakeKind = MachineCredential['kinds'][number];

const MAX_TOKEN_LENGTH = 500;

/**
 * Who sends: Bearer, ApiKey, Token, or the password of Basic, whatever the sender can be taught. Every credential is
 * compared in constant time, and all of them every time.
 */
export class MachineCredentials {
  private readonly credentials: readonly MachineCredential[];

  constructor(credentials: readonly MachineCredential[]) {
    this.credentials = credentials;
  }

  /** Throws IM_CREDENTIAL_REJECTED; which of the reasons it was is nobody's business. */
  identify(request: FastifyRequest, kind: IntakeKind): MachineCredential {
    const digests = tokensOf(request.headers.authorization).map((token) => createHash('sha256').update(token).digest());
    const known = this.credentials.filter(({ sha256 }) => {
      const expected = Buffer.from(sha256, 'hex');
      return digests.filter((digest) => timingSafeEqual(digest, expected)).length > 0;
    });
    const credential = known.find(({ kinds }) => kinds.includes(kind));
    if (credential === undefined) {
      throw new ApplicationError('IM_CREDENTIAL_REJECTED');
    }
    return credential;
  }
}

/** Elastic's clients send an API key with an id as base64 of `id:key`, and one without as it is. */
function tokensOf(header: string | undefined): string[] {
  const [, scheme = '', value = ''] = /^(Bearer|ApiKey|Token|Basic) +(\S+)$/i.exec(header ?? '') ?? [];
  const plain = value.slice(0, MAX_TOKEN_LENGTH);
  switch (scheme.toLowerCase()) {
    case 'basic':
      return [behindColon(value)];
    case 'apikey':
      return [plain, behindColon(value)];
    default:
      return [plain];
  }
}

function behindColon(value: string): string {
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1).slice(0, MAX_TOKEN_LENGTH);
}
