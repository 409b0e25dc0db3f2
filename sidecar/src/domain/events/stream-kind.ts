export type StreamKind = 'incidents' | 'memories';

/** What a stream is of stands at the beginning of its name. */
export function streamKindOf(stream: string): StreamKind {
  return stream.startsWith('mem_') ? 'memories' : 'incidents';
}
