import { MergedTemplates } from '../../../domain/templates/merged-templates.ts';
import type { TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { idsInPages, organisationFilter } from '../queries.ts';

export interface TemplateDocument extends TemplateRecord {
  readonly organisation: string;
  readonly toldAt: number;
}

/** The newest word of each, one write an id: a bulk request does not promise an order within itself. */
export function templateWrites(
  connection: Connection,
  { organisation }: Scope,
  { templates, toldAt }: { templates: readonly TemplateRecord[]; toldAt: number }
): BulkWrite[] {
  const index = connection.alias('templates');
  const newest = new Map(templates.map((template) => [template.id, template]));
  return [...newest.values()].map(({ id, text, mergedInto }) => {
    const document: TemplateDocument = { organisation, id, text, mergedInto, toldAt };
    return { action: 'index', index, id: documentId(organisation, id), document };
  });
}

export async function templateRecords(
  connection: Connection,
  { organisation }: Scope,
  ids: readonly string[]
): Promise<Map<string, TemplateRecord>> {
  const documentIds = ids.map((id) => documentId(organisation, id));
  const found = await connection.getAll<TemplateDocument>('templates', [...new Set(documentIds)]);
  return new Map(
    [...found.values()].map(({ id, text, mergedInto }) => [id, { id, text, mergedInto: mergedInto ?? null }])
  );
}

/** Every merge there is: they are few beside the templates. */
export async function mergedTemplates(connection: Connection, scope: Scope): Promise<MergedTemplates> {
  const merges: TemplateDocument[] = [];
  const filter = [organisationFilter(scope), { exists: { field: 'mergedInto' } }];
  for await (const ids of idsInPages(connection, 'templates', filter)) {
    const found = await connection.getAll<TemplateDocument>('templates', ids);
    merges.push(...found.values());
  }
  return new MergedTemplates(merges);
}
