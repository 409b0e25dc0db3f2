/** What a stream is about shows in its id, so that nobody who has the id needs to ask. */
export const STREAM_PREFIXES = { incidents: 'inc_', memories: 'mem_', forgettings: 'fgt_' } as const;

export type StreamKind = keyof typeof STREAM_PREFIXES;

/** A stream of no kind is a bug: it throws. */
export function kindOfStream(stream: string): StreamKind {
  const known = Object.entries(STREAM_PREFIXES).find(([, prefix]) => stream.startsWith(prefix));
  if (known === undefined) {
    throw new Error('a stream of events is of no known kind');
  }
  return known[0] as StreamKind;
}
