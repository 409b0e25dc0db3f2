import type { TemplateChanges, TemplateMerge } from '../template-changes.ts';
import { SequenceTable } from './sequence-table.ts';
import type { TemplateBudget } from './template-budget.ts';
import { templateId } from './template-id.ts';
import { textOf, type TokenSequence } from './token-sequence.ts';

export interface Template {
  readonly id: string;
  readonly text: string;
  readonly sequence: TokenSequence;
  /** Where it lies in the table. */
  readonly index: number;
  /** Others were merged into it: it is never given up. */
  isGeneral: boolean;
  parent: Template | null;
  /** Lines since it was last looked at for giving it up. */
  lines: number;
}

/** How many are looked at when room is wanted. */
const LOOKED_AT = 32;
/** What a program may tell apart whatever others took: enough for its errors. */
const GRANTED = 20;

/** The templates themselves: by sequence, by id, and which was merged into which. */
export class TemplateTable {
  private readonly limit: number;
  private readonly budget: TemplateBudget | null;
  private readonly known = new SequenceTable();
  private readonly templates: Template[] = [];
  private readonly byId = new Map<string, Template>();
  private readonly changed = new Set<Template>();
  private merges: TemplateMerge[] = [];
  private hand = 0;

  constructor(limit: number, budget: TemplateBudget | null) {
    this.limit = limit;
    this.budget = budget;
  }

  get size(): number {
    return this.templates.length;
  }

  get isFull(): boolean {
    const { length } = this.templates;
    return length >= this.limit || (length >= GRANTED && this.budget?.isSpent === true);
  }

  find(a: number, b: number): Template | undefined {
    const index = this.known.find(a, b);
    return index === -1 ? undefined : this.templates[index];
  }

  at(index: number): Template | undefined {
    return this.templates[index];
  }

  withId(id: string): Template | undefined {
    return this.byId.get(id);
  }

  /** Those that were not merged into others. */
  *roots(): Generator<Template> {
    for (const template of this.templates) {
      if (template.parent === null) {
        yield template;
      }
    }
  }

  add(sequence: TokenSequence): Template {
    const template = this.put(sequence, { id: templateId(sequence.tokens), index: this.templates.length });
    this.changed.add(template);
    return template;
  }

  /** One that is known already: nothing new to anybody. */
  restore(sequence: TokenSequence, id: string): Template {
    return this.put(sequence, { id, index: this.templates.length });
  }

  /** One in the place of another that was seen once and never again; null where there is none of these at hand. */
  replace(sequence: TokenSequence): Template | null {
    for (let looked = 0; looked < Math.min(LOOKED_AT, this.templates.length); looked += 1) {
      this.hand = (this.hand + 1) % this.templates.length;
      const given = this.templates[this.hand];
      if (given === undefined || given.isGeneral) {
        continue;
      }
      if (given.lines > 1) {
        given.lines = 0;
        continue;
      }
      this.known.delete(given.sequence.a, given.sequence.b);
      this.byId.delete(given.id);
      const template = this.put(sequence, { id: templateId(sequence.tokens), index: given.index });
      this.changed.add(template);
      return template;
    }
    return null;
  }

  merge(member: Template, target: Template): void {
    const from = rootOf(member);
    const into = rootOf(target);
    if (from !== into) {
      from.parent = into;
      into.isGeneral = true;
      this.merges.push({ from: from.id, into: into.id, text: from.text });
    }
  }

  /** A merge that others have recorded. */
  restoreMerge(from: Template, into: Template): void {
    rootOf(from).parent = rootOf(into);
    rootOf(into).isGeneral = true;
  }

  takeChanges(): Pick<TemplateChanges, 'templates' | 'merges'> {
    const { merges } = this;
    const templates = [...this.changed].map(({ id, text }) => ({ id, text }));
    this.changed.clear();
    this.merges = [];
    return { templates, merges };
  }

  private put(sequence: TokenSequence, { id, index }: { id: string; index: number }): Template {
    if (index === this.templates.length) {
      this.budget?.spend();
    }
    const text = textOf(sequence.tokens);
    const template: Template = { id, text, sequence, index, isGeneral: false, parent: null, lines: 0 };
    this.templates[index] = template;
    this.known.set(sequence.a, sequence.b, index);
    this.byId.set(id, template);
    return template;
  }
}

export function rootOf(template: Template): Template {
  let root = template;
  while (root.parent !== null) {
    root = root.parent;
  }
  return root;
}
