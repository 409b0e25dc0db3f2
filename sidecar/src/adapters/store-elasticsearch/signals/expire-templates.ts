import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { anyOf, compositeBuckets, organisationFilter } from '../queries.ts';
import type { TemplateDocument } from './template-documents.ts';

/** Looked at in a call, oldest told first. */
const LOOKED_AT = 1_000;

/**
 * Templates go when nothing counts for them any more and nothing was merged into them. Only those that were told before
 * the time are looked at: what has just come cannot be searched yet.
 */
export async function expireTemplates(connection: Connection, scope: Scope, before: number): Promise<void> {
  const answer = await connection.search<TemplateDocument>('templates', {
    size: LOOKED_AT,
    query: { bool: { filter: [organisationFilter(scope), { range: { toldAt: { lt: before } } }] } },
    sort: [{ toldAt: 'asc' }],
    _source: ['id'],
  });
  const ids = answer.hits.hits.flatMap(({ _source: source }) => source?.id ?? []);
  if (ids.length === 0) {
    return;
  }
  const needed = new Set([
    ...(await namesIn(connection, scope, { room: 'template-counts', field: 'template', ids })),
    ...(await namesIn(connection, scope, { room: 'templates', field: 'mergedInto', ids })),
  ]);
  const index = connection.alias('templates');
  const unused = ids.filter((id) => !needed.has(id));
  const removals = unused.map((id) => ({ action: 'delete' as const, index, id: documentId(scope.organisation, id) }));
  await connection.bulk(removals);
}

async function namesIn(
  connection: Connection,
  scope: Scope,
  { room, field, ids }: { room: 'template-counts' | 'templates'; field: string; ids: readonly string[] }
): Promise<string[]> {
  const names: string[] = [];
  const filter = [organisationFilter(scope), ...anyOf(field, ids)];
  const sources = [{ name: { terms: { field } } }];
  for await (const bucket of compositeBuckets(connection, room, { filter, sources, aggregations: {} })) {
    names.push(String(bucket.key['name']));
  }
  return names;
}
