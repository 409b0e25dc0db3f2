import type { CorrectBody, RememberBody } from '@incident-memory/contract';
import type { z } from 'zod';
import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { owningTeam, type SharingRule } from '../../domain/tenancy/sharing.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import { captureOnce } from './capture-once.ts';
import { memoryRefusalError } from './memory-failure.ts';
import type { MemoryLedger, Telling } from './memory-ledger.ts';

export interface MemoryAct {
  readonly memory: string;
  readonly what: Telling;
  readonly login: string;
  /** What the person looked at when deciding. */
  readonly ifVersion?: number | undefined;
  readonly once?: string | undefined;
}

/** A memory that the reader may see; unknown and not theirs are the same answer. */
export async function findMemory(ledger: MemoryLedger, scope: Scope, id: string): Promise<MemoryRecord> {
  const record = await ledger.read(scope, id);
  if (record === null) {
    throw memoryRefusalError({ kind: 'unknown' });
  }
  return record;
}

/** A person acts on a memory; answered with it as it is then. */
export async function actOnMemory(
  ledger: MemoryLedger,
  scope: Scope,
  { memory, what, login, ifVersion, once }: MemoryAct
): Promise<MemoryRecord> {
  const actor = { kind: 'person', name: login } as const;
  const recorded = await ledger.record(scope, memory, { actor, ifVersion, once, events: [what] });
  if (!recorded.ok) {
    throw memoryRefusalError(recorded.failure);
  }
  return recorded.value;
}

export interface Categories {
  readonly names: readonly string[];
  readonly expiresAt: (category: string, at: number) => number | null;
}

/** The label that says through which door a client's note came. What has it, clients may change and remove. */
export const CLIENT_LABEL = 'client';

interface NoteDependencies {
  readonly ledger: MemoryLedger;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly categories: Categories;
  readonly sharing?: readonly SharingRule[];
}

/** A note that a person wants remembered. */
export async function rememberNote(
  { ledger, ids, clock, categories, sharing = [] }: NoteDependencies,
  scope: Scope,
  { body, login, once }: { body: z.output<typeof RememberBody>; login: string; once?: string | undefined }
): Promise<MemoryRecord> {
  requireCategory(categories, body.category);
  requireOwnLabels(body.labels);
  const now = clock.now();
  const { title, text, category, labels, service, visibility, validUntil } = body;
  const captured: MemoryPayloads['captured'] = {
    ...{ kind: 'note', state: 'active', category, labels, text, incident: null },
    title: title === '' ? firstLine(text) : title,
    service: service ?? null,
    services: service === undefined ? [] : [service],
    severity: null,
    startedAt: now,
    endedAt: now,
    signature: { errorType: null, fingerprints: [], templates: [], symptoms: [] },
    cause: null,
    ...{ resolution: '', prevention: '', evidence: [], attempts: [], flags: [] },
    provenance: 'confirmed',
    validUntil: validUntil ?? null,
    expiresAt: categories.expiresAt(category, now),
    team:
      visibility === 'team'
        ? owningTeam(sharing, { team: requireTeam(scope), services: service === undefined ? [] : [service] })
        : null,
    visibility,
    owner: visibility === 'private' ? login : null,
    source: { link: null, format: null },
  };
  const wanted = { once, captured: () => Promise.resolve(captured), actor: { kind: 'person', name: login } } as const;
  return captureOnce({ ledger, ids, clock }, scope, wanted);
}

/** What is given replaces what stood; symptoms are part of the signature. */
export function correctionOf(
  record: MemoryRecord,
  { symptoms, validUntil, ...given }: z.output<typeof CorrectBody>,
  { categories, scope, sharing = [] }: { categories: Categories; scope: Scope; sharing?: readonly SharingRule[] }
): MemoryPayloads['corrected'] {
  if (given.category !== undefined) {
    requireCategory(categories, given.category);
  }
  requireOwnLabels(given.labels ?? {}, record.labels);
  if (given.visibility !== undefined && given.visibility !== record.visibility && record.kind === 'incident') {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'who sees the memory of an incident is whoever sees the incident' },
      path: 'body.visibility',
    });
  }
  const changes = {
    ...given,
    ...(given.visibility === 'team'
      ? { team: record.team ?? owningTeam(sharing, { team: requireTeam(scope), services: record.services }) }
      : {}),
    ...(symptoms === undefined ? {} : { signature: { ...record.signature, symptoms } }),
    ...(validUntil === undefined ? {} : { validUntil: validUntil === null ? null : Date.parse(validUntil) }),
    ...(given.category === undefined
      ? {}
      : { expiresAt: categories.expiresAt(given.category, record.endedAt ?? record.startedAt) }),
  };
  return { changes: Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

export function requireCategory({ names }: Categories, category: string): void {
  if (!names.includes(category)) {
    throw new ApplicationError('IM_MEMORY_CATEGORY_UNKNOWN', {
      details: { category, categories: names.join(', ') },
      path: 'body.category',
    });
  }
}

/** Nobody makes a program's note of what a person wrote. */
function requireOwnLabels(labels: Readonly<Record<string, string>>, standing: Readonly<Record<string, string>> = {}) {
  if (labels[CLIENT_LABEL] !== undefined && labels[CLIENT_LABEL] !== standing[CLIENT_LABEL]) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: `the label "${CLIENT_LABEL}" is given by the product, to what clients write` },
      path: 'body.labels',
    });
  }
}

const TITLE_LENGTH = 100;

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 2).trimEnd()} …`;
}

/** The first of the writer's teams; without one there is nobody whom the team could be. */
function requireTeam({ teams }: Scope): string {
  const team = teams === 'every' ? undefined : teams[0];
  if (team === undefined) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'you are in no team that could see it' },
      path: 'body.visibility',
    });
  }
  return team;
}
