/** Delivered messages stay as empty rows for a while, so that the same id put again is known. */
export const COORDINATION = `
CREATE TABLE leases (
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (organisation, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  topic TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (organisation, created_at, id) WHERE delivered = 0;
CREATE INDEX outbox_delivered ON outbox (organisation, created_at) WHERE delivered = 1;

CREATE TABLE answers (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT;
CREATE INDEX answers_by_time ON answers (organisation, at);

CREATE TABLE heartbeat (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  beats INTEGER NOT NULL
) STRICT;
INSERT INTO heartbeat VALUES (1, 0);
`;
