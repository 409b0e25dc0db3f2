import type { Scope } from '../../domain/tenancy/scope.ts';
import { compareAndSet } from './compare-and-set.ts';
import type { Connection } from './connection.ts';
import { documentId } from './document-id.ts';

interface NumberDocument {
  readonly organisation: string;
  readonly kind: 'number';
  readonly number: number;
}

/** A number whose answer got lost is a gap, never given out twice. */
export function nextNumber(connection: Connection, { organisation }: Scope): Promise<number> {
  const at = { room: 'coordination', id: documentId(organisation, 'number', 'incidents') } as const;
  return compareAndSet<NumberDocument, number>(connection, at, (there) => {
    const number = (there?.number ?? 0) + 1;
    return { action: 'write', document: { organisation, kind: 'number', number }, outcome: number };
  });
}
