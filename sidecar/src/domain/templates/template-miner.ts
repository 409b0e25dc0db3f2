import { covers, fits, formBetween, join, withVariable } from './learning/general-form.ts';
import { GeneralForms } from './learning/general-forms.ts';
import { SequenceTable } from './learning/sequence-table.ts';
import { spansOf } from './learning/spans.ts';
import { OTHER_TEMPLATE } from './learning/template-id.ts';
import type { TemplateBudget } from './learning/template-budget.ts';
import { rootOf, TemplateTable, type Template } from './learning/template-table.ts';
import { collapse, keepSequence, OPEN, type Token, type TokenSequence } from './learning/token-sequence.ts';
import { WatchedPlaces, type WatchedPlace, type Witness } from './learning/watched-places.ts';
import { MessageScanner } from './reading/message-scanner.ts';
import type { MinedTemplate, TemplateChanges } from './template-changes.ts';
import type { TemplateRecord } from './template-counts.ts';

export type { MinedTemplate };

export interface TemplateLimits {
  /** Large programs have some hundreds. */
  readonly templates: number;
  /** Sequences that are remembered as belonging to a general template. */
  readonly aliases: number;
  /** Places that are watched for becoming variable. */
  readonly watched: number;
  /** Words that are remembered as values. */
  readonly values: number;
}

export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = {
  templates: 2000,
  aliases: 8192,
  watched: 4096,
  values: 2500,
};

/** Sequences that came once while the table was full. */
const DOUBTFUL = 1024;

/**
 * Templates: what a message says, without its values, so that lines that say the same are counted together.
 *
 * A line is read once (`reading`): words and marks stay, values become variables, and the sequence that is left is
 * looked up by its hash. That is all for most lines. A sequence that nobody has met (`learning`) may be of a template
 * that is general already; otherwise it becomes one of its own, and each of its words is noted as evidence: the rest
 * with something else at this place. Where enough different words have been met at a place that agree on everything
 * else, the place becomes variable and the templates are merged into one.
 *
 * The idea of masks and a tree of templates is that of Drain (He et al., ICWS 2017); looking up by what is left when a
 * token is taken out replaces its tree and its threshold of similarity.
 *
 * Promises: never throws, time linear in the length of a message, memory bounded by the limits. The same template has
 * the same id in every process. What was merged is never taken apart again.
 */
export class TemplateMiner {
  private readonly limits: TemplateLimits;
  private readonly scanner = new MessageScanner();
  private readonly table: TemplateTable;
  private readonly aliases = new SequenceTable();
  private readonly watched: WatchedPlaces;
  private readonly forms: GeneralForms;
  private readonly doubtful = new Int32Array(DOUBTFUL);
  private dropped = 0;
  private overflowed = 0;

  /** `budget`: room that this miner shares with others. */
  constructor(limits: Partial<TemplateLimits> = {}, budget: TemplateBudget | null = null) {
    this.limits = { ...DEFAULT_TEMPLATE_LIMITS, ...limits };
    this.table = new TemplateTable(this.limits.templates, budget);
    this.watched = new WatchedPlaces(this.limits);
    this.forms = new GeneralForms(this.limits.templates);
  }

  /** The template of a message, as far as it is known now; `resolve` its id when counts are read. */
  learn(message: string): MinedTemplate {
    const { scanner } = this;
    scanner.scan(message);
    const template = this.table.find(scanner.a, scanner.b) ?? this.table.at(this.aliases.find(scanner.a, scanner.b));
    if (template === undefined) {
      return this.meet(message);
    }
    template.lines += 1;
    return template.parent === null ? template : rootOf(template);
  }

  /** What is new since it was last asked. */
  takeChanges(): TemplateChanges {
    for (const place of this.watched.toReview()) {
      this.openIfEnough(place);
    }
    const { dropped } = this;
    this.dropped = 0;
    return { ...this.table.takeChanges(), dropped };
  }

  /** The id that counts under this one belong to. */
  resolve(id: string): string {
    const template = this.table.withId(id);
    return template === undefined ? id : rootOf(template).id;
  }

  /** Takes up what an earlier process learned, or another one. */
  restore(records: readonly TemplateRecord[]): void {
    for (const { id, text } of records) {
      this.scanner.scan(text);
      const isKnown =
        this.table.withId(id) !== undefined || this.table.find(this.scanner.a, this.scanner.b) !== undefined;
      if (!isKnown && !this.table.isFull && id !== OTHER_TEMPLATE.id) {
        this.table.restore(keepSequence(this.scanner, text), id);
      }
    }
    for (const { id, mergedInto } of records) {
      const from = this.table.withId(id);
      const into = mergedInto === null ? undefined : this.table.withId(mergedInto);
      if (from !== undefined && into !== undefined && rootOf(from) !== rootOf(into)) {
        const form = formBetween(from.sequence, into.sequence);
        if (form !== null) {
          this.forms.add(form, into);
        }
        this.table.restoreMerge(from, into);
      }
    }
    for (const template of [...this.table.roots()]) {
      this.watch(template);
    }
  }

  status(): { templates: number; limit: number; overflowed: number } {
    return { templates: this.table.size, limit: this.limits.templates, overflowed: this.overflowed };
  }

  /** How much is remembered, each within its limit. */
  sizes(): { templates: number; forms: number; aliases: number; watched: number } {
    const { table, forms, aliases, watched } = this;
    return { templates: table.size, forms: forms.size, aliases: aliases.size, watched: watched.size };
  }

  /** A sequence that is not known. */
  private meet(message: string): MinedTemplate {
    const { a, b } = this.scanner;
    if (this.table.isFull && !this.isSeenAgain(a, b)) {
      const general = this.forms.size === 0 ? null : this.forms.match(keepSequence(this.scanner, message).tokens);
      return general ?? this.overflow();
    }
    const sequence = keepSequence(this.scanner, message);
    const general = this.forms.match(sequence.tokens);
    if (general !== null) {
      this.remember(sequence, general);
      return general;
    }
    const template = this.table.isFull ? this.table.replace(sequence) : this.table.add(sequence);
    if (template === null) {
      return this.overflow();
    }
    template.lines = 1;
    this.watch(template);
    return rootOf(template);
  }

  private overflow(): MinedTemplate {
    this.overflowed += 1;
    this.dropped += 1;
    return OTHER_TEMPLATE;
  }

  /** When the table is full, only what comes again soon may ask for a place in it. */
  private isSeenAgain(a: number, b: number): boolean {
    const place = (a ^ (a >>> 16)) & (DOUBTFUL - 1);
    const isSame = this.doubtful[place] === b;
    this.doubtful[place] = b;
    return isSame;
  }

  private remember({ a, b }: TokenSequence, template: Template): void {
    if (this.aliases.size >= this.limits.aliases) {
      this.aliases.clear();
    }
    this.aliases.set(a, b, template.index);
  }

  /** Tells every place of a new template that something else was met there. */
  private watch(template: Template): void {
    const { sequence } = template;
    const own = this.watched.find(sequence.a, sequence.b);
    if (own !== undefined) {
      own.valueSeen = true;
      this.openIfEnough(own);
    }
    for (const span of spansOf(sequence)) {
      const isValueSeen = () => this.table.find(span.a, span.b) !== undefined;
      this.openIfEnough(this.watched.note({ template, span }, isValueSeen));
    }
  }

  /** Makes a place variable where the evidence is enough, and one template of those that agree on the rest. */
  private openIfEnough(place: WatchedPlace): void {
    if (!this.watched.isEnough(place)) {
      return;
    }
    const { witnesses } = place;
    // From now on the form is known: for another place of it that is as good as a value that was seen.
    place.valueSeen = true;
    place.witnesses = [];
    const form = this.commonForm(witnesses);
    const sequence = collapse(form);
    // A form that is more general still takes this one in.
    const known = this.forms.match(sequence.tokens) ?? this.table.find(sequence.a, sequence.b);
    if (known === undefined && this.table.isFull) {
      return;
    }
    const target = known ?? this.table.add(sequence);
    target.isGeneral = true;
    this.forms.add(form, rootOf(target));
    if (form.length !== sequence.tokens.length) {
      this.forms.add(sequence.tokens, rootOf(target));
    }
    for (const { template } of witnesses) {
      const { tokens } = rootOf(template).sequence;
      if (fits(form, tokens) || fits(sequence.tokens, tokens)) {
        this.table.merge(template, target);
      }
    }
    this.gather(form, target);
    this.gather(sequence.tokens, target);
    if (known === undefined) {
      this.watch(target);
    }
  }

  /** Templates that were met before the form was known to be general. */
  private gather(form: readonly Token[], target: Template): void {
    for (const template of this.table.roots()) {
      if (template !== target && fits(form, template.sequence.tokens)) {
        this.table.merge(template, target);
      }
    }
  }

  /** What the witnesses have in common, their places that were found variable before included. */
  private commonForm(witnesses: readonly Witness[]): readonly Token[] {
    let common: readonly Token[] = [];
    witnesses.forEach(({ template, span }, index) => {
      const { tokens } = template.sequence;
      const root = rootOf(template).sequence.tokens;
      const form = withVariable(covers(root, tokens) ? root : tokens, span);
      common = index === 0 ? form : (join(common, form) ?? common);
      const [word] = tokens.slice(span.from, span.to);
      if (word !== undefined && span.to - span.from === 1 && span.open === OPEN.name) {
        this.watched.learnValue(word);
      }
    });
    return common;
  }
}
