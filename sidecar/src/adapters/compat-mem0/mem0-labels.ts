import { ApplicationError } from '../../platform/application-error.ts';

/** Whose a memory is, in mem0's words. */
export const ENTITIES = ['user_id', 'agent_id', 'app_id', 'run_id'] as const;
export type Entity = (typeof ENTITIES)[number];

export const DOOR = 'mem0';
/** The team's own memory, incidents above all: a client reads it under this app, and never writes it. */
export const OWN_APP = 'incident-memory';

const METADATA = 'metadata.';

export type Entities = Partial<Readonly<Record<Entity, string>>>;

export function labelsOf(entities: Entities, metadata: Readonly<Record<string, unknown>>): Record<string, string> {
  if (entities.app_id === OWN_APP) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: `"${OWN_APP}" is the team's own memory, which clients only read` },
      path: 'body.app_id',
    });
  }
  return {
    ...Object.fromEntries(ENTITIES.flatMap((key) => (entities[key] === undefined ? [] : [[key, entities[key]]]))),
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`${METADATA}${key}`, encoded(value)])),
  };
}

export function metadataKey(key: string): string {
  return `${METADATA}${key}`;
}

export function metadataOf(labels: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([key]) => key.startsWith(METADATA))
      .map(([key, value]) => [key.slice(METADATA.length), decoded(value)])
  );
}

export function entitiesOf(labels: Readonly<Record<string, string>>): Entities {
  return Object.fromEntries(ENTITIES.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])));
}

/** Text stays as it is, so that people can read it; whatever could be taken for something else is JSON. */
export function encoded(value: unknown): string {
  return typeof value === 'string' && !isJson(value) ? value : JSON.stringify(value);
}

function decoded(label: string): unknown {
  try {
    return JSON.parse(label);
  } catch {
    return label;
  }
}

function isJson(text: string): boolean {
  return decoded(text) !== text || text === '';
}
