import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { addRelation, relationKey } from '../../../domain/relations/add-relation.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';

export interface RecordDocument {
  readonly record: string;
}

interface RelationDocument extends RecordDocument {
  readonly organisation: string;
  readonly entities: readonly string[];
  readonly key: string;
  readonly lastSeenAt: number;
}

const SIDE_BY_SIDE = 16;

/** When it was received is its version: what was received later stays, in whatever order they come. */
export function occurrenceWrites(
  connection: Connection,
  { organisation }: Scope,
  occurrences: readonly Occurrence[]
): BulkWrite[] {
  const index = connection.alias('occurrences');
  return occurrences.map((occurrence) => {
    const { id, at, kind, service, receivedAt } = occurrence;
    const document = { organisation, id, at, kind, service, record: JSON.stringify(occurrence) };
    return { action: 'index', index, id: documentId(organisation, id), document, version: Math.max(0, receivedAt) };
  });
}

/** Each is read and widened; most are seen again within what is known, and cost no write. */
export async function seeRelations(
  connection: Connection,
  { organisation }: Scope,
  relations: readonly Relation[]
): Promise<void> {
  const see = async (relation: Relation): Promise<void> => {
    const key = relationKey(relation);
    const at = { room: 'relations' as const, id: documentId(organisation, key) };
    await compareAndSet<RelationDocument, null>(connection, at, (there) => {
      const known = there === null ? undefined : (JSON.parse(there.record) as Relation);
      const record = JSON.stringify(addRelation(known, relation));
      if (there?.record === record) {
        return { outcome: null, action: 'keep' };
      }
      const entities = [relation.from, relation.to].map(entityKey);
      const { lastSeenAt } = addRelation(known, relation);
      return { outcome: null, action: 'write', document: { organisation, entities, key, lastSeenAt, record } };
    });
  };
  for (let start = 0; start < relations.length; start += SIDE_BY_SIDE) {
    await Promise.all(relations.slice(start, start + SIDE_BY_SIDE).map(see));
  }
}

export function entityKey({ kind, name }: Entity): string {
  return JSON.stringify([kind, name]);
}
