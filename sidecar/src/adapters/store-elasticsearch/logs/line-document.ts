import type { LogLine } from '../../../domain/signals/log-line.ts';

export type LineDocument = Omit<LogLine, 'traceId'> & {
  readonly organisation: string;
  readonly trace: string | null;
};
/** Lines of the first version have neither template nor fingerprint, and their trace in a field nobody can search. */
type KnownDocument = Partial<LineDocument> & LogLine;

export function lineDocument(organisation: string, { traceId, ...line }: LogLine): LineDocument {
  const { id, at, receivedAt, service, level, message, errorType, stack, template, fingerprint } = line;
  return {
    ...{ organisation, id, at, receivedAt, service, level, message, errorType, stack, template, fingerprint },
    trace: traceId,
  };
}

export function lineOf(document: LineDocument): LogLine {
  const known = document as unknown as KnownDocument;
  const { id, at, receivedAt, service, level, message, errorType, stack } = known;
  const { template = null, fingerprint = null, trace = null } = known;
  const traceId = trace ?? known.traceId ?? null;
  return { id, at, receivedAt, service, level, message, errorType, stack, traceId, template, fingerprint };
}
