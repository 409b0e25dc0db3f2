/**
 * What detection says is one column, what people say (the verdict) and the incident are others, so that neither writer
 * ever overwrites the other. `last_at` is when it ended, or was raised where it did not.
 */
export const ALARMS = `
CREATE TABLE alarms (
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  last_at INTEGER NOT NULL,
  detector TEXT NOT NULL,
  mode TEXT NOT NULL,
  service TEXT NOT NULL,
  alarm TEXT NOT NULL,
  incident TEXT,
  verdict TEXT,
  PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX alarms_by_time ON alarms (organisation, at, id);
CREATE INDEX alarms_by_service ON alarms (organisation, service, started_at);
CREATE INDEX alarms_to_judge ON alarms (organisation, at, id) WHERE incident IS NULL AND verdict IS NULL;
CREATE INDEX alarms_firing ON alarms (organisation, at, id) WHERE ended_at IS NULL;
CREATE INDEX alarms_to_expire ON alarms (organisation, last_at);
`;
