/** Names by which the memories of one trouble are found (domain/memory/memory-marks.ts), also of those that are there. */
export const MEMORY_MARKS = `
CREATE TABLE memory_marks (
  organisation TEXT NOT NULL,
  mark TEXT NOT NULL,
  memory TEXT NOT NULL,
  PRIMARY KEY (organisation, mark, memory)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_marks_by_memory ON memory_marks (organisation, memory);

INSERT OR IGNORE INTO memory_marks
  SELECT organisation, 'incident ' || json_extract(record, '$.incident.id'), id FROM memories
  WHERE json_extract(record, '$.incident.id') IS NOT NULL;
INSERT OR IGNORE INTO memory_marks
  SELECT organisation, 'incident ' || json_extract(one.value, '$.incident'), memories.id
  FROM memories, json_each(record, '$.recurrences') AS one WHERE json_extract(one.value, '$.incident') IS NOT NULL;
INSERT OR IGNORE INTO memory_marks
  SELECT organisation, 'stack ' || one.value, memories.id FROM memories, json_each(record, '$.signature.fingerprints') AS one;
INSERT OR IGNORE INTO memory_marks
  SELECT organisation, 'message ' || json_extract(one.value, '$.id'), memories.id
  FROM memories, json_each(record, '$.signature.templates') AS one;
`;
