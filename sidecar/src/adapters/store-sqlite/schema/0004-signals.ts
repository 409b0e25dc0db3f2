/**
 * Lines lie in blocks: those of one service, one class of levels and one minute that came together, as one text that
 * is packed where it is long (docs/decisions/2026-11-21-lines-in-blocks.md). What a row cost was mostly its four index
 * entries; a block pays for two, and whoever searches reads only blocks in which something can be.
 *
 * A series is what is counted by time: a template in a service, an operation, a call, a metric with its labels. Small
 * numbers stand for them, so that a count is a few bytes. `first_at` and `last_at` enclose its rows; before
 * `rolled_to` they are of the wide step.
 */
export const SIGNALS = `
CREATE TABLE log_blocks (
  row INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  service INTEGER NOT NULL,
  class INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  oldest INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  packing INTEGER NOT NULL,
  marks BLOB,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX log_blocks_by_time ON log_blocks (organisation, class, newest);
CREATE INDEX log_blocks_by_service ON log_blocks (service, class, newest);

INSERT INTO log_blocks (organisation, service, class, newest, oldest, lines, packing, marks, body)
SELECT organisation, service, class, max(at), min(at), count(*), 0, NULL,
  CAST(json_array('', json_group_array(id), 0, json_group_array(at), json_group_array(received_at),
    json_group_array(level), json_group_array(message), json_group_array(error_type), json_group_array(stack),
    json_group_array(trace_id), 0, 0) AS BLOB)
FROM (SELECT *, max(0, min(level, 4) - 2) AS class FROM log_lines ORDER BY row)
GROUP BY organisation, service, class, at / 60000, row / 500;
DROP TABLE log_lines;

CREATE TABLE templates (
  number INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  merged_into TEXT,
  UNIQUE (organisation, id)
) STRICT;
CREATE INDEX templates_by_organisation ON templates (organisation);
CREATE INDEX log_services_by_organisation ON log_services (organisation);
CREATE INDEX templates_merged ON templates (organisation, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE signal_sources (
  number INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (organisation, source)
) STRICT;

CREATE TABLE series (
  number INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  sort INTEGER NOT NULL,
  service INTEGER NOT NULL,
  other INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  rolled_to INTEGER NOT NULL,
  UNIQUE (service, sort, other, name)
) STRICT;
CREATE INDEX series_by_organisation ON series (organisation, sort, first_at);
CREATE INDEX series_by_other ON series (other, sort) WHERE other > 0;
CREATE INDEX series_to_roll_up ON series (organisation, sort, rolled_to) WHERE last_at >= rolled_to;

CREATE TABLE template_counts (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  lines REAL NOT NULL,
  errors REAL NOT NULL,
  PRIMARY KEY (series, at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE operation_counts (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  requests REAL NOT NULL,
  errors REAL NOT NULL,
  latency TEXT NOT NULL,
  slowest REAL NOT NULL,
  slowest_trace TEXT,
  PRIMARY KEY (series, at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE call_counts (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  calls REAL NOT NULL,
  errors REAL NOT NULL,
  latency TEXT NOT NULL,
  PRIMARY KEY (series, at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE metric_counts (
  series INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  count REAL NOT NULL,
  sum REAL NOT NULL,
  min REAL NOT NULL,
  max REAL NOT NULL,
  last REAL NOT NULL,
  PRIMARY KEY (series, at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrences (
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  service TEXT,
  record TEXT NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX occurrences_by_time ON occurrences (organisation, at, id);

CREATE TABLE relations (
  organisation TEXT NOT NULL,
  from_kind TEXT NOT NULL,
  from_name TEXT NOT NULL,
  relation TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  to_name TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, from_kind, from_name, relation, to_kind, to_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_to ON relations (organisation, to_kind, to_name);
CREATE INDEX relations_by_time ON relations (organisation, last_seen_at);
`;
