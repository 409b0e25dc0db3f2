import type { TemplateRecord } from '../../../templates/template-counts.ts';

/** As many as templates are watched in an organisation; the oldest go. */
const REMEMBERED = 20_000;
/** So much of a message tells which one it is. */
const LONGEST = 80;

/** What the templates say, shortened: a text is told once, and asked for when an alarm speaks of its template. */
export class TemplateTexts {
  private readonly texts = new Map<string, string>();

  note(records: readonly Pick<TemplateRecord, 'id' | 'text'>[]): void {
    for (const { id, text } of records) {
      this.texts.delete(id);
      this.texts.set(id, shortened(text));
    }
    for (const id of this.texts.keys()) {
      if (this.texts.size <= REMEMBERED) {
        break;
      }
      this.texts.delete(id);
    }
  }

  /** Null where it was told before anybody listened. */
  of(id: string): string | null {
    return this.texts.get(id) ?? null;
  }
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}
