export type Span = '24h' | '7d' | '30d';

const HOUR = 3_600_000;
export const SPANS: Record<Span, { text: string; milliseconds: number }> = {
  '24h': { text: 'Last 24 hours', milliseconds: 24 * HOUR },
  '7d': { text: 'Last 7 days', milliseconds: 7 * 24 * HOUR },
  '30d': { text: 'Last 30 days', milliseconds: 30 * 24 * HOUR },
};
/** Holds every hour of the week once. */
export const DEFAULT_SPAN: Span = '7d';

export function readSpan(text: string | null): Span {
  return text !== null && Object.hasOwn(SPANS, text) ? (text as Span) : DEFAULT_SPAN;
}
