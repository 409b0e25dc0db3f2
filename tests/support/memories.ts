import { API, type Stage, type Visit } from './host';

interface Note {
  readonly title: string;
  readonly text: string;
  readonly service: string;
}

/** Brings in a postmortem as this person, through the proxy: it waits to be confirmed. */
export async function bringIn(stage: Stage, { page }: Visit, text: string): Promise<void> {
  const files = [{ name: 'postmortem.md', text }];
  const answer = await page.request.post(`${stage.host.address}${API}/memory/imports`, { data: { files } });
  if (!answer.ok()) {
    throw new Error(`The postmortem was answered with ${answer.status()}: ${await answer.text()}`);
  }
}

/** Remembers a note as this person, through the proxy. */
export async function remember(stage: Stage, { page }: Visit, note: Note): Promise<{ id: string }> {
  const answer = await page.request.post(`${stage.host.address}${API}/memories`, { data: note });
  if (!answer.ok()) {
    throw new Error(`The note was answered with ${answer.status()}: ${await answer.text()}`);
  }
  return (await answer.json()) as { id: string };
}
