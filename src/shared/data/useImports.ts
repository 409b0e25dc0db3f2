import { type ImportPreview, type ImportRun, type RouteBodySent } from '@incident-memory/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { KEYS } from './keys';

/** Files of the person's own machine, or what the configured Grafana keeps. */
export type ImportSource =
  | { readonly kind: 'files'; readonly body: RouteBodySent<'importMemories'> }
  | { readonly kind: 'grafana'; readonly body: RouteBodySent<'importFromGrafana'> };

/** What an import would bring; nothing is written, so asking twice needs no key. */
export function usePreviewImport() {
  return useMutation({
    mutationFn: (source: ImportSource): Promise<ImportPreview> =>
      source.kind === 'files'
        ? callSidecar('previewImport', { body: source.body })
        : callSidecar('previewGrafanaImport', { body: source.body }),
  });
}

/** What is sent twice is imported once, so it needs no key of its own. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: ImportSource): Promise<ImportRun> =>
      source.kind === 'files'
        ? callSidecar('importMemories', { body: source.body })
        : callSidecar('importFromGrafana', { body: source.body }),
    onSettled: () => renew(client),
  });
}

export function useImportRuns() {
  return useQuery({
    queryKey: [...KEYS.imports, 'runs'],
    queryFn: ({ signal }) => callSidecar('listImports', { signal }),
  });
}

/** The twenty most frequent signatures that nobody spoke about yet. */
export function useImportQueue() {
  return useQuery({
    queryKey: [...KEYS.imports, 'queue'],
    queryFn: ({ signal }) => callSidecar('readImportQueue', { signal }),
  });
}

export function useDecideImported() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ signature, body }: { signature: string; body: RouteBodySent<'decideImported'> }) =>
      callSidecar('decideImported', { signature, body, idempotencyKey: newIdempotencyKey() }),
    onSettled: () => renew(client),
  });
}

/** Awaited, so that a list is new before the next thing is done to it. */
async function renew(client: ReturnType<typeof useQueryClient>): Promise<void> {
  const keys = [KEYS.imports, KEYS.memories, KEYS.memoryLog, KEYS.recall, ['memory']];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
