import { spansOf, type Span } from './evidence.ts';
import { fits, join, withVariable } from './general-form.ts';
import { COMMON_NAMES } from './word-lists.ts';
import { hashOf, MessageScanner, TOKEN } from './message-scanner.ts';
import { SequenceTable } from './sequence-table.ts';
import type { TemplateRecord } from './template-counts.ts';
import { OTHER_TEMPLATE, templateId } from './template-id.ts';
import { collapse, keepSequence, OPEN, textOf, type Token, type TokenSequence } from './token-sequence.ts';
import { VALUE_SEEN, VALUE_WORD, wordWeight } from './token-weight.ts';

export interface MinedTemplate {
  readonly id: string;
  /** Tokens with `<*>` for what varies. */
  readonly text: string;
}

export interface TemplateMerge {
  readonly from: string;
  readonly into: string;
  /** Of the template that was merged. */
  readonly text: string;
}

export interface TemplateChanges {
  /** New ones and those whose text became more general. */
  readonly templates: readonly MinedTemplate[];
  readonly merges: readonly TemplateMerge[];
  /** Lines since it was last asked that no template of their own had room for. */
  readonly dropped: number;
}

export interface TemplateLimits {
  readonly templates: number;
  /** Sequences that are remembered as belonging to a general template. */
  readonly aliases: number;
  /** Places that are watched for becoming variable. */
  readonly watched: number;
  /** Words that are remembered as values. */
  readonly values: number;
}

export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = {
  templates: 5000,
  aliases: 16_384,
  watched: 65_536,
  values: 10_000,
};

interface Template extends MinedTemplate {
  text: string;
  readonly index: number;
  readonly sequence: TokenSequence;
  parent: Template | null;
}

interface Member {
  readonly template: Template;
  readonly span: Span;
}

interface GeneralForm {
  /** As the lines have it: places that became variable are not yet one with their neighbours. */
  readonly tokens: readonly Token[];
  readonly template: Template;
}

interface Watched {
  valueSeen: boolean;
  members: Member[];
}

const ENOUGH = 0.999;

export class TemplateMiner {
  private readonly limits: TemplateLimits;
  private readonly scanner = new MessageScanner();
  private readonly known = new SequenceTable();
  private readonly aliases = new SequenceTable();
  private readonly templates: Template[] = [];
  private readonly byId = new Map<string, Template>();
  private readonly watched = new Map<number, Watched>();
  private readonly generals: GeneralForm[] = [];
  private changed = new Set<Template>();
  private merges: TemplateMerge[] = [];
  private dropped = 0;
  private overflowed = 0;
  /** Words that were found to be values. */
  private readonly values = new Set<number>([...COMMON_NAMES].map(hashOf));
  private isReviewDue = false;

  constructor(limits: Partial<TemplateLimits> = {}) {
    this.limits = { ...DEFAULT_TEMPLATE_LIMITS, ...limits };
  }

  learn(message: string): MinedTemplate {
    const { scanner } = this;
    scanner.scan(message);
    let index = this.known.find(scanner.a, scanner.b);
    if (index === -1) {
      index = this.aliases.find(scanner.a, scanner.b);
      if (index === -1) {
        return this.meet(message);
      }
    }
    const template = this.templates[index];
    if (template === undefined) {
      return OTHER_TEMPLATE;
    }
    return template.parent === null ? template : rootOf(template);
  }

  takeChanges(): TemplateChanges {
    if (this.isReviewDue) {
      this.review();
    }
    const { merges, dropped } = this;
    const templates = [...this.changed].map(({ id, text }) => ({ id, text }));
    this.changed = new Set();
    this.merges = [];
    this.dropped = 0;
    return { templates, merges, dropped };
  }

  resolve(id: string): string {
    const template = this.byId.get(id);
    return template === undefined ? id : rootOf(template).id;
  }

  status(): { templates: number; limit: number; overflowed: number } {
    return { templates: this.templates.length, limit: this.limits.templates, overflowed: this.overflowed };
  }

  /** Takes up what an earlier process learned, or another one. */
  restore(records: readonly TemplateRecord[]): void {
    void records;
  }

  private meet(message: string): MinedTemplate {
    const sequence = keepSequence(this.scanner, message);
    const root = this.match(sequence.tokens);
    if (root !== null) {
      this.remember(sequence, root);
      return root;
    }
    if (this.templates.length >= this.limits.templates) {
      this.overflowed += 1;
      this.dropped += 1;
      return OTHER_TEMPLATE;
    }
    const template = this.add(sequence);
    this.watch(template);
    return rootOf(template);
  }

  private add(sequence: TokenSequence): Template {
    const template: Template = {
      id: templateId(sequence.tokens),
      text: textOf(sequence.tokens, () => false),
      index: this.templates.length,
      sequence,
      parent: null,
    };
    this.templates.push(template);
    this.known.set(sequence.a, sequence.b, template.index);
    this.byId.set(template.id, template);
    this.changed.add(template);
    return template;
  }

  private remember(sequence: TokenSequence, template: Template): void {
    if (this.aliases.size >= this.limits.aliases) {
      this.aliases.clear();
    }
    this.aliases.set(sequence.a, sequence.b, template.index);
  }

  private match(tokens: readonly Token[]): Template | null {
    for (const general of this.generals) {
      if (fits(general.tokens, tokens)) {
        return rootOf(general.template);
      }
    }
    return null;
  }

  /** Tells every place of a new template that one more word was seen there. */
  private watch(template: Template): void {
    const { sequence } = template;
    const own = this.watched.get(keyOf(sequence.a, sequence.b));
    if (own !== undefined) {
      own.valueSeen = true;
      this.openIfEnough(own);
    }
    for (const span of spansOf(sequence)) {
      this.openIfEnough(this.note(template, span));
    }
  }

  private note(template: Template, span: Span): Watched {
    const key = keyOf(span.a, span.b);
    let watched = this.watched.get(key);
    if (watched === undefined) {
      const valueSeen = this.known.find(span.a, span.b) !== -1;
      watched = { valueSeen, members: [] };
      this.watched.set(key, watched);
      if (this.watched.size > this.limits.watched) {
        const [oldest] = this.watched.keys();
        this.watched.delete(oldest ?? key);
      }
    }
    watched.members.push({ template, span });
    return watched;
  }

  /** Words that were found to be values at one place tell more at another. */
  private review(): void {
    while (this.isReviewDue) {
      this.isReviewDue = false;
      for (const watched of this.watched.values()) {
        if (watched.members.length > 1 || watched.valueSeen) {
          this.openIfEnough(watched);
        }
      }
    }
  }

  private scoreOf({ members, valueSeen }: Watched): number {
    let score = valueSeen ? VALUE_SEEN : 0;
    for (const { template, span } of members) {
      const word = span.to - span.from === 1 ? template.sequence.tokens[span.from] : undefined;
      const isValue = word !== undefined && this.values.has(word.hash);
      score += isValue ? Math.max(span.weight, (span.weight / wordWeight(word)) * VALUE_WORD) : span.weight;
    }
    return score;
  }

  private learnValue({ kind, hash, nameDigits }: Token): void {
    if (kind === TOKEN.word && nameDigits === 0 && !this.values.has(hash) && this.values.size < this.limits.values) {
      this.values.add(hash);
      this.isReviewDue = true;
    }
  }

  private openIfEnough(watched: Watched): void {
    const voices = watched.members.length + (watched.valueSeen ? 1 : 0);
    if (
      voices < 2 ||
      watched.members.length === 0 ||
      this.scoreOf(watched) < ENOUGH ||
      !tellsWholeNames(watched.members)
    ) {
      return;
    }
    const { members } = watched;
    // The form is known from now on: for another place of it that is as good as a value seen there.
    watched.valueSeen = true;
    watched.members = [];
    let form: readonly Token[] | null = null;
    for (const { template, span } of members) {
      const { tokens } = template.sequence;
      const [value] = tokens.slice(span.from, span.to);
      if (span.to - span.from === 1 && span.open === OPEN.name && value !== undefined) {
        this.learnValue(value);
      }
      const root = rootOf(template).sequence.tokens;
      const reduced = withVariable(covers(root, tokens) ? root : tokens, span);
      form = form === null ? reduced : (join(form, reduced) ?? form);
    }
    if (form === null) {
      return;
    }
    const sequence = collapse(form);
    const index = this.known.find(sequence.a, sequence.b);
    const existing = index === -1 ? undefined : this.templates[index];
    const target = existing === undefined ? this.add(sequence) : rootOf(existing);
    this.generals.push({ tokens: form, template: target });
    if (form.length !== sequence.tokens.length) {
      this.generals.push({ tokens: sequence.tokens, template: target });
    }
    for (const { template } of members) {
      this.merge(template, target);
    }
    this.gather(form, target);
    this.gather(sequence.tokens, target);
    if (existing === undefined) {
      this.watch(target);
    }
  }

  /** Templates that were met before a form was known to be general. */
  private gather(form: readonly Token[], target: Template): void {
    for (const template of this.templates) {
      if (template.parent === null && template !== target && fits(form, template.sequence.tokens)) {
        this.merge(template, target);
      }
    }
  }

  private merge(member: Template, target: Template): void {
    const root = rootOf(member);
    const into = rootOf(target);
    if (root !== into) {
      root.parent = into;
      this.merges.push({ from: root.id, into: into.id, text: root.text });
    }
  }
}

function keyOf(a: number, b: number): number {
  return a * 0x200000 + (b & 0x1fffff);
}

function rootOf(template: Template): Template {
  let root = template;
  while (root.parent !== null) {
    root = root.parent;
  }
  return root;
}

/** Whether the places of a general form are those of the tokens. */
function covers(general: readonly Token[], tokens: readonly Token[]): boolean {
  return (
    general.length === tokens.length &&
    general.every(({ hash, open }, place) => open !== OPEN.no || hash === tokens[place]?.hash)
  );
}

/** Where names of several words speak for a place, they differ in their first and in their last word. */
function tellsWholeNames(members: readonly Member[]): boolean {
  const firsts = new Set<number>();
  const lasts = new Set<number>();
  let longer = 0;
  for (const { template, span } of members) {
    const { tokens } = template.sequence;
    firsts.add(tokens[span.from]?.hash ?? 0);
    lasts.add(tokens[span.to - 1]?.hash ?? 0);
    longer += span.to - span.from > 1 && span.open === OPEN.name ? 1 : 0;
  }
  return longer === 0 || Math.min(firsts.size, lasts.size) * 2 > members.length;
}
