/**
 * Payload and salt of an event lie in a table of their own: forgetting deletes rows there and never touches the chain.
 * A record is kept whole as JSON beside the columns that queries need.
 */
export const INCIDENTS = `
CREATE TABLE events (
  organisation TEXT NOT NULL,
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  payload_digest TEXT NOT NULL,
  chain_digest TEXT NOT NULL,
  PRIMARY KEY (organisation, stream, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_time ON events (organisation, at, stream, sequence);

CREATE TABLE event_payloads (
  organisation TEXT NOT NULL,
  stream TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  payload TEXT NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (organisation, stream, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  severity TEXT NOT NULL,
  team TEXT,
  visibility TEXT NOT NULL,
  owner TEXT,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  record TEXT NOT NULL,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX incidents_by_number ON incidents (organisation, number);
CREATE INDEX incidents_by_start ON incidents (organisation, started_at, id);
CREATE INDEX incidents_by_update ON incidents (organisation, updated_at, id);
CREATE INDEX incidents_by_state ON incidents (organisation, state, started_at, id);

CREATE TABLE incident_services (
  organisation TEXT NOT NULL,
  service TEXT NOT NULL,
  incident TEXT NOT NULL,
  PRIMARY KEY (organisation, service, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_services_by_incident ON incident_services (organisation, incident);

CREATE TABLE incident_numbers (
  organisation TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
