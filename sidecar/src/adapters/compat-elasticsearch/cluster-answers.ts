/**
 * What senders ask of a cluster before they send. The version is the one whose answers we learnt from; clients of 8
 * and 9 take it. Nothing here claims a feature: there is no node to discover, nothing to search, no template to keep.
 */
const VERSION = '9.2.4';
export const PRODUCT_HEADER = { name: 'x-elastic-product', value: 'Elasticsearch' } as const;
const CLUSTER = 'incident-memory';

export const BANNER = {
  name: CLUSTER,
  cluster_name: CLUSTER,
  cluster_uuid: CLUSTER,
  version: {
    number: VERSION,
    build_flavor: 'default',
    build_type: 'unknown',
    build_hash: 'unknown',
    build_date: '1970-01-01T00:00:00.000Z',
    build_snapshot: false,
    lucene_version: '10.0.0',
    minimum_wire_compatibility_version: '8.19.0',
    minimum_index_compatibility_version: '8.0.0',
  },
  tagline: 'You Know, for Search',
};

export const HEALTH = {
  cluster_name: CLUSTER,
  status: 'green',
  timed_out: false,
  number_of_nodes: 1,
  number_of_data_nodes: 1,
  active_primary_shards: 0,
  active_shards: 0,
  relocating_shards: 0,
  initializing_shards: 0,
  unassigned_shards: 0,
};

const LICENCE = { uid: CLUSTER, type: 'basic', mode: 'basic', status: 'active' };
export const LICENCE_ANSWER = { license: LICENCE };
export const XPACK_ANSWER = { license: LICENCE, features: {}, tagline: BANNER.tagline };

/** Senders that set up templates, policies and data streams before they send cannot be kept from it everywhere. */
export const ACKNOWLEDGED = { acknowledged: true };
export const WITHOUT_EFFECT = `299 ${CLUSTER} "acknowledged without effect: no templates, policies or data streams are kept here"`;
