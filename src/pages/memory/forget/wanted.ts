import { type RouteBodySent } from '@incident-memory/contract';

/** What is to be forgotten, as it is typed. */
export interface Wanted {
  memories: string;
  incidents: string;
  text: string;
  reason: string;
}

/** As the sidecar takes it. */
const SHORTEST_TEXT = 3;

export function isSomething({ memories, incidents, text, reason }: Wanted): boolean {
  const named = list(memories).length > 0 || list(incidents).length > 0;
  return reason.trim() !== '' && (text.trim() === '' ? named : text.trim().length >= SHORTEST_TEXT);
}

export function toRequest({ memories, incidents, text, reason }: Wanted): RouteBodySent<'forget'> {
  return {
    ...(list(memories).length === 0 ? {} : { memories: list(memories) }),
    ...(list(incidents).length === 0 ? {} : { incidents: list(incidents) }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    reason: reason.trim(),
  };
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
