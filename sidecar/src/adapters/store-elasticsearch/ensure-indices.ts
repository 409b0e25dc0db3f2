import type { estypes } from '@elastic/elasticsearch';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Connection } from './connection.ts';
import { FORGETFUL_ROOMS, INDEX_DEFINITIONS, ROOMS, type IndexDefinition, type Room } from './index-definitions.ts';

/** A mapping changes in place only by addition; anything else is a new number behind the same alias. */
const GENERATION = '000001';

export interface IndexSettings {
  readonly replicas: number;
}

/** Creates what is missing, adds fields that are new, and refuses a cluster that would not keep what it acknowledged. */
export async function ensureIndices(connection: Connection, settings: IndexSettings): Promise<void> {
  for (const room of ROOMS) {
    if (await isThere(connection, room)) {
      await addNewFields(connection, room);
    } else {
      await createIndex(connection, room, settings);
    }
    await requireDurability(connection, room);
  }
  await ensureForgetting(connection);
  // What a sidecar acknowledged before it died may not be searchable yet, and detection is rebuilt from searches.
  const index = ROOMS.map((room) => connection.alias(room));
  await connection.send((client, options) => client.indices.refresh({ index }, options));
}

function isThere(connection: Connection, room: Room): Promise<boolean> {
  return connection.send((client, options) => client.indices.existsAlias({ name: connection.alias(room) }, options));
}

/** Two that start at once both find nothing; the second is refused, and finds that the index is there by now. */
async function createIndex(connection: Connection, room: Room, { replicas }: IndexSettings): Promise<void> {
  const alias = connection.alias(room);
  const definition: IndexDefinition = INDEX_DEFINITIONS[room];
  const request = {
    index: `${alias}-${GENERATION}`,
    aliases: { [alias]: { is_write_index: true } },
    mappings: { dynamic: 'strict', properties: definition.properties },
    settings: {
      number_of_shards: 1,
      number_of_replicas: replicas,
      refresh_interval: definition.refreshInterval,
      translog: { durability: 'request' },
    },
  } as const;
  try {
    await connection.send((client, options) => client.indices.create(request, options));
  } catch (failure) {
    if (!(await isThere(connection, room))) {
      throw failure;
    }
  }
}

async function addNewFields(connection: Connection, room: Room): Promise<void> {
  const alias = connection.alias(room);
  const answer = await connection.send((client, options) => client.indices.getMapping({ index: alias }, options));
  for (const [index, { mappings }] of Object.entries(answer)) {
    const properties = missingProperties(index, { found: mappings.properties ?? {}, room });
    if (Object.keys(properties).length > 0) {
      await connection.send((client, options) => client.indices.putMapping({ index, properties }, options));
    }
  }
}

type Properties = Record<string, estypes.MappingProperty>;

function missingProperties(index: string, { found, room }: { found: Properties; room: Room }): Properties {
  const missing: Properties = {};
  for (const [field, wanted] of Object.entries<estypes.MappingProperty>(INDEX_DEFINITIONS[room].properties)) {
    const there = found[field];
    if (there === undefined) {
      missing[field] = wanted;
    } else if ((there.type ?? 'object') !== wanted.type) {
      throw new StoreUnavailable(
        `index ${index} keeps the field "${field}" as ${there.type}, this version needs ${wanted.type}; ` +
          'use another index prefix, or the version that made the index'
      );
    }
  }
  return missing;
}

/** By default a merge leaves a segment alone until a tenth of it is deleted: one forgotten document would stay. */
async function ensureForgetting(connection: Connection): Promise<void> {
  const index = FORGETFUL_ROOMS.map((room) => connection.alias(room));
  const settings = { 'index.merge.policy.expunge_deletes_allowed': 0 };
  await connection.send((client, options) => client.indices.putSettings({ index, settings }, options));
}

/** "Acknowledged" means "on disk": with `async`, the last seconds would be lost with the power. */
async function requireDurability(connection: Connection, room: Room): Promise<void> {
  const answer = await connection.send((client, options) =>
    client.indices.getSettings({ index: connection.alias(room), include_defaults: true, flat_settings: true }, options)
  );
  for (const [index, { settings, defaults }] of Object.entries(answer)) {
    const all = { ...defaults, ...settings } as Record<string, unknown>;
    const durability = String(all['index.translog.durability']).toLowerCase();
    if (durability !== 'request') {
      throw new StoreUnavailable(
        `index ${index} has index.translog.durability "${durability}"; set it to "request", so that what is ` +
          'acknowledged is on disk'
      );
    }
  }
}
