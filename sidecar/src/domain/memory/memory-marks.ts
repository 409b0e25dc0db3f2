import type { MemoryRecord } from './memory-record.ts';

/**
 * Names by which a store finds the memories of one trouble, however many there are of its service: the incidents that it
 * was made from and came back in, the stacks and the messages by which it is known again.
 */
export function incidentMark(incident: string): string {
  return `incident ${incident}`;
}

export function signatureMarks({ fingerprints, templates }: MemoryRecord['signature']): string[] {
  return [...fingerprints.map((fingerprint) => `stack ${fingerprint}`), ...templates.map(({ id }) => `message ${id}`)];
}

/** Each once. */
export function marksOf({ incident, recurrences, signature }: MemoryRecord): string[] {
  const incidents = [incident?.id ?? null, ...recurrences.map((one) => one.incident)];
  const marks = [...incidents.flatMap((id) => (id === null ? [] : [incidentMark(id)])), ...signatureMarks(signature)];
  return [...new Set(marks)];
}
