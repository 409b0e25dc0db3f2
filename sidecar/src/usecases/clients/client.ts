import { roleAllows, type Actor, type Provenance, type Role } from '@incident-memory/contract';
import { withShared, type SharingRule } from '../../domain/tenancy/sharing.ts';
import { organisationId, type Scope } from '../../domain/tenancy/scope.ts';
import { nameOfRequest } from '../../domain/ids/id-of-request.ts';
import { ApplicationError } from '../../platform/application-error.ts';

/** A program that uses memory: for itself, or as the tool of a person. */
export interface Client {
  readonly id: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly actor: Actor;
  /** Of what it tells: a program's word is never a reason to recommend anything. */
  readonly provenance: Provenance;
  /** Whose notes these are; null: of the whole organisation. */
  readonly team: string | null;
}

interface Credential {
  readonly id: string;
  readonly organisation: number;
  readonly team: string | null;
  readonly role: Role;
  readonly person: string | null;
}

export function clientOf(
  { id, organisation, team, role, person }: Credential,
  { instance, sharing }: { readonly instance: string; readonly sharing: readonly SharingRule[] }
): Client {
  return {
    id,
    role,
    team,
    scope: {
      organisation: organisationId(instance, organisation),
      teams: withShared(sharing, team === null ? [] : [team]),
      user: person,
    },
    actor: person === null ? { kind: 'machine', name: id } : { kind: 'person', name: person },
    provenance: person === null ? 'inferred' : 'confirmed',
  };
}

export function requireRole(client: Client, required: Role): void {
  if (!roleAllows(client.role, required)) {
    throw new ApplicationError('IM_ROLE_INSUFFICIENT', { details: { required } });
  }
}

/** These clients name no request: the same words by the same client are the same request, for a day (capture-once.ts). */
export function nameOfCall({ id, scope, team }: Client, call: string, body: unknown): string {
  return nameOfRequest([id, scope.organisation, team, scope.user, call, body]);
}
