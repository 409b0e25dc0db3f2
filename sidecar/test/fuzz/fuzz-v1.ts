import fc from 'fast-check';
import {
  ERROR_CODES,
  ERRORS,
  ROUTE_IDS,
  ROUTES,
  type ErrorCode,
  type ImportRun,
  type Route,
  type RouteId,
} from '@incident-memory/contract';
import { validBody, validPath } from '../support/valid-requests.ts';
import type { RunningSidecar } from '../support/processes/running-sidecar.ts';
import { mutate, mutation } from './hostile-values.ts';

export interface FuzzReport {
  readonly cases: number;
  readonly refused: number;
  readonly taken: number;
}

interface PeopleReport extends FuzzReport {
  /** Memories that those taken made, since the mutation left a note or a file of an import right. */
  readonly remembered: number;
}

const ABSENT = 'inc_00000000-0000-7000-8000-000000000000';
const routes = ROUTE_IDS.filter((id) => id !== 'stream' && id !== 'openapi');
const hostileQuery = fc.array(
  fc.tuple(
    fc.constantFrom(
      'from',
      'to',
      'limit',
      'cursor',
      'state',
      'service',
      'stepSeconds',
      '__proto__',
      'unheardOf',
      'sort'
    ),
    fc.oneof(
      fc.constantFrom('', '-1', '1e999', 'NaN', '253402300800000', '[]', '%00', '../..', "' or 1=1"),
      fc.string()
    )
  ),
  { maxLength: 4 }
);
const hostileReference = fc.oneof(
  fc.constantFrom('INC-0', 'INC-99999999999', '..', '%2e%2e', '__proto__', 'inc_'),
  fc.string({ minLength: 1 })
);

/** An import tells how many it made; the same file again makes none. */
function rememberedBy(id: (typeof routes)[number], body: unknown): number {
  return id === 'remember' ? 1 : id === 'importMemories' ? (body as ImportRun).memories : 0;
}

/**
 * Hostile bodies, queries and references on every route, as an Editor of an organisation that has no incidents: each
 * is answered by a 4xx of the catalogue with its code, or, where the mutation happened to be harmless, by a 2xx.
 * Afterwards the store is as it was, but for notes and imports that were right.
 */
export async function fuzzV1(
  running: RunningSidecar,
  { cases, seed }: { cases: number; seed: number }
): Promise<PeopleReport> {
  const report = { cases: 0, refused: 0, taken: 0, remembered: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      mutation,
      hostileQuery,
      hostileReference,
      async (id, change, query, reference) => {
        const answer = await running.ask(
          { role: 'Admin', organisation: 2 },
          hostileRequest(id, { change, query, reference })
        );
        report.cases += 1;
        if (answer.status < 300) {
          report.taken += 1;
          report.remembered += rememberedBy(id, answer.body);
          return;
        }
        const code = (answer.body as { error?: { code?: ErrorCode } }).error?.code;
        const isOfCatalogue = code !== undefined && ERROR_CODES.includes(code) && ERRORS[code].status === answer.status;
        if (answer.status >= 500 || !isOfCatalogue) {
          throw new Error(`${id} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
        }
        report.refused += 1;
      }
    ),
    { numRuns: cases, seed, endOnFailure: true }
  );
  return report;
}

function hostileRequest(
  id: RouteId,
  {
    change,
    query,
    reference,
  }: { change: Parameters<typeof mutate>[1]; query: Array<[string, string]>; reference: string }
): { method: string; path: string; body?: string } {
  const route: Route = ROUTES[id];
  if (route.method === 'POST') {
    return { method: 'POST', path: validPath(id, ABSENT), body: mutate(validBody(id, ABSENT), change) };
  }
  const path = validPath(id, route.path.includes(':incident') ? encodeURIComponent(reference.toWellFormed()) : ABSENT);
  const search = query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
  return { method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}${search}` };
}
