import { MessageScanner, shareA, shareB, TOKEN, VARIABLE_HASH } from './message-scanner.ts';
import { SequenceTable } from './sequence-table.ts';
import type { TemplateRecord } from './template-counts.ts';
import { OTHER_TEMPLATE, templateId } from './template-id.ts';
import { collapse, keepSequence, textOf, variableToken, type Token, type TokenSequence } from './token-sequence.ts';
import { placeFactor, VALUE_SEEN, wordWeight } from './token-weight.ts';

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
}

export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = { templates: 5000, aliases: 16_384, watched: 65_536 };

interface Template extends MinedTemplate {
  text: string;
  readonly sequence: TokenSequence;
  parent: Template | null;
  readonly index: number;
}

interface Watched {
  score: number;
  readonly place: number;
  readonly members: Template[];
}

interface Pattern {
  readonly tokens: readonly Token[];
  readonly template: Template;
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
  private readonly patterns = new Map<number, Pattern[]>();
  private changed = new Set<Template>();
  private merges: TemplateMerge[] = [];
  private dropped = 0;
  private overflowed = 0;

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
    const { scanner } = this;
    for (const { id, text } of records) {
      scanner.scan(text);
      if (!this.byId.has(id) && this.known.find(scanner.a, scanner.b) === -1) {
        this.add(keepSequence(scanner, text), id);
      }
    }
    for (const { id, mergedInto } of records) {
      const from = this.byId.get(id);
      const into = mergedInto === null ? undefined : this.byId.get(mergedInto);
      if (from !== undefined && into !== undefined && rootOf(from) !== rootOf(into)) {
        this.reopen(from.sequence.tokens, into);
        rootOf(from).parent = rootOf(into);
      }
    }
  }

  /** The places that were found variable when this template was merged: those whose opening gives the other one. */
  private reopen(tokens: readonly Token[], into: Template): void {
    for (let place = 0; place < tokens.length; place += 1) {
      const opened = tokens.map((token, at) => (at === place ? variableToken(token) : token));
      const { a, b } = collapse(opened);
      if (a === into.sequence.a && b === into.sequence.b) {
        this.openPattern(opened, into);
      }
    }
  }

  private openPattern(tokens: readonly Token[], template: Template): void {
    const bucket = this.patterns.get(tokens.length) ?? [];
    this.patterns.set(tokens.length, bucket);
    bucket.push({ tokens, template });
  }

  private meet(message: string): MinedTemplate {
    const sequence = keepSequence(this.scanner, message);
    const pattern = this.match(sequence);
    if (pattern !== null) {
      this.remember(sequence, pattern);
      return rootOf(pattern);
    }
    if (this.templates.length >= this.limits.templates) {
      this.overflowed += 1;
      this.dropped += 1;
      return OTHER_TEMPLATE;
    }
    return rootOf(this.admit(sequence));
  }

  private admit(sequence: TokenSequence): Template {
    const template = this.add(sequence, templateId(sequence.tokens));
    this.changed.add(template);
    this.watch(template);
    return template;
  }

  private add(sequence: TokenSequence, id: string): Template {
    const text = textOf(sequence.tokens, () => false);
    const template: Template = { id, text, sequence, parent: null, index: this.templates.length };
    this.templates.push(template);
    this.known.set(sequence.a, sequence.b, template.index);
    this.byId.set(id, template);
    return template;
  }

  private remember(sequence: TokenSequence, template: Template): void {
    if (this.aliases.size >= this.limits.aliases) {
      this.aliases.clear();
    }
    this.aliases.set(sequence.a, sequence.b, template.index);
  }

  private match({ tokens }: TokenSequence): Template | null {
    for (const pattern of this.patterns.get(tokens.length) ?? []) {
      if (fits(pattern.tokens, tokens)) {
        return rootOf(pattern.template);
      }
    }
    return null;
  }

  /** Tells every place of a new template that one more word was seen there. */
  private watch(template: Template): void {
    const { tokens, a, b } = template.sequence;
    const own = this.watched.get(keyOf(a, b));
    if (own !== undefined) {
      own.score += VALUE_SEEN;
      this.openIfEnough(own);
    }
    for (let place = 0; place < tokens.length; place += 1) {
      const token = tokens[place];
      const weight = token === undefined ? 0 : wordWeight(token) * placeFactor(tokens, place);
      if (token === undefined || weight === 0) {
        continue;
      }
      const wipedA = (a + shareA(VARIABLE_HASH, place) - shareA(token.hash, place)) | 0;
      const wipedB = (b + shareB(VARIABLE_HASH, place) - shareB(token.hash, place)) | 0;
      const key = keyOf(wipedA, wipedB);
      let watched = this.watched.get(key);
      if (watched === undefined) {
        const valueSeen = this.known.find(wipedA, wipedB) !== -1;
        watched = { score: valueSeen ? VALUE_SEEN : 0, place, members: [] };
        this.watched.set(key, watched);
        if (this.watched.size > this.limits.watched) {
          const [oldest] = this.watched.keys();
          this.watched.delete(oldest ?? key);
        }
      }
      watched.score += weight;
      watched.members.push(template);
      this.openIfEnough(watched);
    }
  }

  private openIfEnough(watched: Watched): void {
    const [first] = watched.members;
    if (watched.score < ENOUGH || first === undefined) {
      return;
    }
    const tokens = first.sequence.tokens.map((token, place) =>
      place === watched.place ? variableToken(token) : token
    );
    const general = collapse(tokens);
    const index = this.known.find(general.a, general.b);
    const existing = index === -1 ? undefined : this.templates[index];
    const isNew = existing === undefined;
    const target = rootOf(existing ?? this.addGeneral(general));
    this.openPattern(tokens, target);
    for (const member of watched.members) {
      this.merge(member, target);
    }
    watched.score = Number.NEGATIVE_INFINITY;
    if (isNew) {
      this.watch(target);
    }
  }

  private addGeneral(sequence: TokenSequence): Template {
    const template = this.add(sequence, templateId(sequence.tokens));
    this.changed.add(template);
    return template;
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

function fits(pattern: readonly Token[], tokens: readonly Token[]): boolean {
  for (let place = 0; place < pattern.length; place += 1) {
    const wanted = pattern[place];
    const found = tokens[place];
    if (wanted === undefined || found === undefined) {
      return false;
    }
    if (wanted.hash !== found.hash && (wanted.kind !== TOKEN.variable || wordWeight(found) === 0)) {
      return false;
    }
  }
  return true;
}
