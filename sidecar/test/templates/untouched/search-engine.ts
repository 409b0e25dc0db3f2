import type { Program } from '../program.ts';

export const searchEngine: Program = {
  name: 'search-engine',
  formats: [
    [700, '[{node}] [gc][{n}] overhead, spent [{goSpan}] collecting in the last [{goSpan}]'],
    [
      200,
      '[{node}] [{index}][{d}] took[{goSpan}], took_millis[{n3}], total_hits[{n} hits], types[], stats[], search_type[QUERY_THEN_FETCH], total_shards[{d}], source[{query}], id[{opt}],',
    ],
    [120, '[{node}] [{index}] creating index, cause [{cause}], templates [{names}], shards [{d}]/[{d}]'],
    [80, '[{node}] [{index}/{h16}] deleting index'],
    [80, '[{node}] [{index}/{h16}] update_mapping [_doc]'],
    [80, '[{node}] [{index}/{h16}] create_mapping'],
    [
      60,
      '[{node}] Cluster health status changed from [YELLOW] to [GREEN] (reason: [shards started [[{index}][{d}]]]).',
    ],
    [30, '[{node}] Cluster health status changed from [GREEN] to [YELLOW] (reason: [{{node}} failed to ping]).'],
    [20, '[{node}] Cluster health status changed from [YELLOW] to [RED] (reason: [shards failed [[{index}][{d}]]]).'],
    [
      50,
      '[{node}] low disk watermark [85%] exceeded on [{h16}][{node}][{path}] free: {size}[{percent}], replicas will not be assigned to this node',
    ],
    [
      50,
      '[{node}] high disk watermark [90%] exceeded on [{h16}][{node}][{path}] free: {size}[{percent}], shards will be relocated away from this node',
    ],
    [40, '[{node}] rerouting shards: [{why}]'],
    [30, '[{node}] node-left[{{node}} reason: disconnected], term: {n}, version: {n}'],
    [30, '[{node}] node-join[{{node}} joining], term: {n}, version: {n}'],
    [20, '[{node}] publish_address {{ipport}}, bound_addresses {{ipport}}'],
    [20, '[{node}] started'],
    [10, '[{node}] stopping ...'],
    [10, '[{node}] stopped'],
    [30, 'Compacting large partition {ks}/{table}:{prose} ({size})'],
    [60, 'Writing Memtable-{table}@{big}({size} serialized bytes, {n} ops, {d}% of on-heap limit)'],
    [60, 'Completed flushing {path} ({size}) for commitlog position CommitLogPosition(segmentId={big}, position={n})'],
    [40, 'InetAddress /{ip} is now UP'],
    [40, 'InetAddress /{ip} is now DOWN'],
    [20, 'Handshaking version with /{ip}'],
  ],
  values: {
    node: ['es-data-0', 'es-data-1', 'es-master', 'Blink'],
    index: ['logs-2026.03.01', 'products', '.kibana_1', 'orders-v2', 'logs-2026.03.02'],
    query: [
      '{"query":{"match_all":{}}}',
      '{"size":10,"query":{"term":{"sku":"A-1"}}}',
      '{"query":{"match":{"title":"late shoes"}}}',
    ],
    cause: ['api', 'auto(bulk api)', 'rollover_index'],
    why: [
      'one or more nodes has gone under the high or low watermark',
      'disk usage exceeded flood-stage watermark',
      'disk threshold monitor',
    ],
    ks: ['shop', 'system', 'audit'],
    table: ['orders', 'events', 'compactions_in_progress', 'hints'],
  },
};
