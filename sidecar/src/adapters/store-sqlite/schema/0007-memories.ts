/**
 * Memories as they stand, beside the columns that lists need; and what recall searches.
 *
 * `recall_postings` says which entries have a term (or concept, service, label …; recall/fields.ts): their row numbers,
 * ascending, packed into blocks (recall/row-blocks.ts). It is clustered by term and then by bucket of visibility, so
 * that one seek finds a term however many buckets there are, and how many documents have it is a sum over few rows.
 */
export const MEMORIES = `
CREATE TABLE memories (
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  category TEXT NOT NULL,
  provenance TEXT NOT NULL,
  is_stale INTEGER NOT NULL,
  team TEXT,
  visibility TEXT NOT NULL,
  owner TEXT,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  expires_at INTEGER,
  words TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX memories_by_start ON memories (organisation, started_at, id);
CREATE INDEX memories_by_update ON memories (organisation, updated_at, id);
CREATE INDEX memories_by_expiry ON memories (organisation, expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX memories_by_sort ON memories
  (organisation, category, provenance, state, is_stale, visibility, team, owner);

CREATE TABLE memory_services (
  organisation TEXT NOT NULL,
  service TEXT NOT NULL,
  memory TEXT NOT NULL,
  PRIMARY KEY (organisation, service, memory)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_services_by_memory ON memory_services (organisation, memory);

CREATE TABLE memory_labels (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  memory TEXT NOT NULL,
  PRIMARY KEY (organisation, key, value, memory)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_labels_by_memory ON memory_labels (organisation, memory);

CREATE TABLE recall_rooms (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  removals INTEGER NOT NULL
) STRICT;

CREATE TABLE recall_buckets (
  id INTEGER PRIMARY KEY,
  room INTEGER NOT NULL,
  name TEXT NOT NULL,
  documents INTEGER NOT NULL,
  length INTEGER NOT NULL,
  UNIQUE (room, name)
) STRICT;

CREATE TABLE recall_entries (
  number INTEGER PRIMARY KEY,
  room INTEGER NOT NULL,
  memory TEXT NOT NULL,
  version INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  analyser TEXT NOT NULL,
  model TEXT NOT NULL,
  vector BLOB,
  entry TEXT NOT NULL,
  UNIQUE (room, memory)
) STRICT;
CREATE INDEX recall_entries_by_revision ON recall_entries (room, revision);
CREATE INDEX recall_entries_by_making ON recall_entries (room, analyser, model);

CREATE TABLE recall_postings (
  room INTEGER NOT NULL,
  field INTEGER NOT NULL,
  term TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  first INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  rows BLOB NOT NULL,
  PRIMARY KEY (room, field, term, bucket, first)
) STRICT, WITHOUT ROWID;
`;
