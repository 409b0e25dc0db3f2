import type { TemplateCounts, TemplateRecord } from '../../../templates/template-counts.ts';

/** Enough for a day of a miner that is learning; the oldest go. */
const REMEMBERED = 10_000;
const NO_PARTS: readonly string[] = [];

/** What became part of another template makes that one known: it is as old as what it was made of. */
export class MergedTemplates {
  private readonly parts = new Map<string, string[]>();
  private readonly merged = new Set<string>();

  note(records: readonly TemplateRecord[]): void {
    for (const { id, mergedInto } of records) {
      if (mergedInto !== null && !this.merged.has(id)) {
        this.merged.add(id);
        this.parts.set(mergedInto, [...(this.parts.get(mergedInto) ?? []), id]);
      }
    }
    for (const [into, parts] of this.parts) {
      if (this.merged.size <= REMEMBERED) {
        break;
      }
      this.parts.delete(into);
      parts.forEach((part) => this.merged.delete(part));
    }
  }

  partsOf(id: string): readonly string[] {
    return this.parts.get(id) ?? NO_PARTS;
  }

  /** Parts come before what they became, also where one batch tells both. */
  inOrder(counts: readonly TemplateCounts[]): readonly TemplateCounts[] {
    if (!counts.some(({ template }) => this.merged.has(template))) {
      return counts;
    }
    return [
      ...counts.filter(({ template }) => this.merged.has(template)),
      ...counts.filter(({ template }) => !this.merged.has(template)),
    ];
  }
}
