/**
 * Lines are many: organisation and service are small numbers here, the level is a number, and no index repeats an id
 * (ties in time are told apart by the row number that every index carries anyway). Errors, which people look for most,
 * have partial indexes of their own (level 4 and 5 are error and fatal, see log-levels.ts).
 * Counts have the service first, so that one service's month is read without the others.
 */
export const LOGS = `
CREATE TABLE log_organisations (
  number INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE log_services (
  number INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  service TEXT NOT NULL,
  UNIQUE (organisation, service)
) STRICT;

CREATE TABLE log_lines (
  row INTEGER PRIMARY KEY,
  organisation INTEGER NOT NULL,
  service INTEGER NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  level INTEGER NOT NULL,
  id TEXT NOT NULL,
  message TEXT NOT NULL,
  error_type TEXT,
  stack TEXT,
  trace_id TEXT
) STRICT;
CREATE INDEX log_lines_by_time ON log_lines (organisation, at);
CREATE INDEX log_lines_by_service ON log_lines (service, at);
CREATE INDEX log_errors_by_time ON log_lines (organisation, at) WHERE level >= 4;
CREATE INDEX log_errors_by_service ON log_lines (service, at) WHERE level >= 4;

CREATE TABLE log_batches (
  organisation INTEGER NOT NULL,
  id TEXT NOT NULL,
  newest INTEGER NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_batches_by_newest ON log_batches (organisation, newest);

CREATE TABLE service_counts (
  service INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  lines INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  PRIMARY KEY (service, at, source)
) STRICT, WITHOUT ROWID;
`;
