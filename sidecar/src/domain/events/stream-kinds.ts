/** What a stream is about shows in its id, so that nobody who has the id needs to ask. */
export const STREAM_PREFIXES = { incidents: 'inc_', memories: 'mem_' } as const;

export type StreamKind = keyof typeof STREAM_PREFIXES;

/** A stream of neither kind is a bug: it throws. */
export function kindOfStream(stream: string): StreamKind {
  if (stream.startsWith(STREAM_PREFIXES.incidents)) {
    return 'incidents';
  }
  if (stream.startsWith(STREAM_PREFIXES.memories)) {
    return 'memories';
  }
  throw new Error('a stream of events is neither an incident nor a memory');
}
