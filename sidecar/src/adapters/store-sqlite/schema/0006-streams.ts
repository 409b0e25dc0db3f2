/** Events of incidents and of memories are read apart: each kind by time, without walking through the other. */
export const STREAMS = `
DROP INDEX events_by_time;
CREATE INDEX events_by_kind_and_time ON events (organisation, substr(stream, 1, 4), at, stream, sequence);
`;
