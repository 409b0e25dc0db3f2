/**
 * What is ranked of an entry of recall, packed (domain/recall/candidates), apart from the entry, so that reading some
 * hundreds of them touches few pages; and what is kept of every entry at hand (recall/room-cache.ts), as an index that
 * is read alone. Words are found by their numbers from here on: postings of written words go, and
 * every entry is read anew in the background; until then it is found by meaning, concepts and structure.
 */
export const CANDIDATES = `
CREATE TABLE recall_candidates (
  number INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX recall_rows ON recall_entries (room, revision, bucket, started_at, model, vector);
PRAGMA secure_delete = ON;
DROP INDEX recall_entries_by_revision;
DELETE FROM recall_postings WHERE field = 1;
PRAGMA secure_delete = FAST;
UPDATE recall_entries SET analyser = '';
`;
