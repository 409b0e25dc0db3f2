import { type AskBody } from '@incident-memory/contract';
import { PAGES } from '../shared/pluginAddress';

/**
 * How a question travels from a panel menu to the Ask page: the shape of the series is too large for an address, so
 * it waits in the session storage of this tab under a random key. The address alone still says when and what about,
 * for a reload in another tab.
 */
const STORED = 'incidentmemory-ask-';
/** Questions that nobody fetched are dropped when a newer one needs the room. */
const MOST_WAITING = 5;

function waitingKeys(storage: Storage): string[] {
  return Object.keys(storage).filter((key) => key.startsWith(STORED));
}

function keep(body: AskBody): string | null {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    const waiting = waitingKeys(sessionStorage);
    waiting.slice(0, Math.max(0, waiting.length - MOST_WAITING + 1)).forEach((old) => sessionStorage.removeItem(old));
    sessionStorage.setItem(STORED + key, JSON.stringify(body));
    return key;
  } catch {
    // Full or forbidden storage: the page asks with what the address says.
    return null;
  }
}

/** Keeps the question and gives the address of the page that answers it. */
export function askAddress(body: AskBody): string {
  const key = keep(body);
  const parameters = new URLSearchParams();
  if (key !== null) {
    parameters.set('ask', key);
  }
  parameters.set('from', String(body.from));
  parameters.set('to', String(body.to));
  parameters.set('title', body.panel.title);
  return `${PAGES.ask}?${parameters.toString()}`;
}

/** The question that waits under this key, as often as the page is reloaded in this tab. */
export function readKeptQuestion(key: string): AskBody | null {
  try {
    const stored = sessionStorage.getItem(STORED + key);
    return stored === null ? null : JSON.parse(stored);
  } catch {
    return null;
  }
}
