import { API, type Stage, type Visit } from './host';

interface Note {
  readonly title: string;
  readonly text: string;
  readonly service: string;
}

/** Remembers a note as this person, through the proxy. */
export async function remember(stage: Stage, { page }: Visit, note: Note): Promise<{ id: string }> {
  const answer = await page.request.post(`${stage.host.address}${API}/memories`, { data: note });
  if (!answer.ok()) {
    throw new Error(`The note was answered with ${answer.status()}: ${await answer.text()}`);
  }
  return (await answer.json()) as { id: string };
}
