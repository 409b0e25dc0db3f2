import type { estypes } from '@elastic/elasticsearch';
import type { Connection } from '../connection.ts';
import { vectorField } from './recall-document.ts';

/**
 * A field for each length of vectors that a model makes, mapped when the first one comes. `flat` compares all that pass
 * the filter: exact, as in the embedded store, no graph to build, and with a byte a dimension quick enough (measured in
 * docs/performance.md).
 */
export class VectorFields {
  private readonly connection: Connection;
  private readonly mapped = new Set<string>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async ensure(dimensions: number): Promise<void> {
    const field = vectorField(dimensions);
    if (!this.mapped.has(field)) {
      const index = this.connection.alias('recall');
      const properties = { [field]: mappingOf(dimensions) };
      await this.connection.send((client, options) => client.indices.putMapping({ index, properties }, options));
      this.mapped.add(field);
    }
  }

  /** A search in a field that is not mapped fails: where none was ever written, there is nothing to find. */
  async isMapped(dimensions: number): Promise<boolean> {
    const field = vectorField(dimensions);
    if (!this.mapped.has(field)) {
      const index = this.connection.alias('recall');
      const answer = await this.connection.send((client, options) => client.indices.getMapping({ index }, options));
      const known = Object.values(answer).flatMap(({ mappings }) => Object.keys(mappings.properties ?? {}));
      known.filter((name) => /^vector\d+$/.test(name)).forEach((name) => this.mapped.add(name));
    }
    return this.mapped.has(field);
  }
}

function mappingOf(dims: number): estypes.MappingDenseVectorProperty {
  const flat = { index: true, similarity: 'cosine', index_options: { type: 'flat' } } as const;
  return { type: 'dense_vector', element_type: 'byte', dims, ...flat };
}
