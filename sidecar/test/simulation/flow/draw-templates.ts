import type { TemplateCounts } from '../../../src/domain/templates/template-counts.ts';
import type { FastRandom } from '../random/fast-random.ts';
import type { ServiceSpec } from '../shop/shop.ts';

const WARN_TEMPLATES = 4;
const ERROR_TEMPLATES = 4;
/** Few templates make most of the lines. */
const ZIPF = 1.15;
/** What fails in an incident is mostly written with one sentence. */
const INCIDENT_WORDS = 0.8;

export interface LinesOf {
  readonly info: number;
  readonly warnings: number;
  /** Lines of failing requests and errors of any day. */
  readonly errors: number;
  /** Of the errors, those with words of their own. */
  readonly odd: number;
  readonly incidentWords: string | null;
  readonly oddWords: string | null;
}

interface Known {
  readonly id: string;
  readonly weight: number;
}

/** Lines of one service, told apart by what they say. */
export class TemplateDraws {
  private readonly random: FastRandom;
  private readonly service: string;
  private readonly warnings: readonly Known[];
  private readonly errors: readonly Known[];
  private readonly info: Known[];
  private infoTotal: number;
  private readonly said = new Set<string>();
  private readonly words = new Map<string, string>();
  private fresh: { id: string; text: string }[] = [];

  constructor(random: FastRandom, spec: ServiceSpec) {
    this.random = random;
    this.service = spec.name;
    this.info = this.named('info', spec.infoTemplates);
    this.warnings = this.named('warning', WARN_TEMPLATES);
    this.errors = this.named('error', ERROR_TEMPLATES);
    this.infoTotal = this.info.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** From now on it also writes this; a share of all its lines of level info. */
  learn(weight: number): void {
    const id = `${this.service}/info-${this.info.length + 1}`;
    this.info.push({ id, weight: weight * this.infoTotal });
    this.infoTotal += weight * this.infoTotal;
  }

  /** Templates that were said for the first time since this was asked last. */
  takeNew(): readonly { id: string; text: string }[] {
    const fresh = this.fresh;
    if (fresh.length > 0) {
      this.fresh = [];
    }
    return fresh;
  }

  draw(at: number, lines: LinesOf): TemplateCounts[] {
    const counts: TemplateCounts[] = [];
    this.share(counts, { at, count: lines.info, among: this.info, total: this.infoTotal, errors: false });
    this.share(counts, {
      at,
      count: lines.warnings,
      among: this.warnings,
      total: totalOf(this.warnings),
      errors: false,
    });
    let usual = lines.errors - lines.odd;
    if (lines.incidentWords !== null && usual > 0) {
      const words = this.random.binomial(usual, INCIDENT_WORDS);
      this.say(counts, { at, id: this.idOf(lines.incidentWords), count: words, errors: true });
      usual -= words;
    }
    if (lines.oddWords !== null) {
      this.say(counts, { at, id: this.idOf(lines.oddWords), count: lines.odd, errors: true });
    }
    this.share(counts, { at, count: usual, among: this.errors, total: totalOf(this.errors), errors: true });
    return counts;
  }

  /** A multinomial, one conditional binomial after the other; few lines one by one. */
  private share(
    counts: TemplateCounts[],
    {
      at,
      count,
      among,
      total,
      errors,
    }: { at: number; count: number; among: readonly Known[]; total: number; errors: boolean }
  ): void {
    let left = count;
    let weightLeft = total;
    for (const { id, weight } of among) {
      if (left <= 0) {
        return;
      }
      const here = this.random.binomial(left, Math.min(1, weight / weightLeft));
      this.say(counts, { at, id, count: here, errors });
      left -= here;
      weightLeft -= weight;
    }
  }

  private say(
    counts: TemplateCounts[],
    { at, id, count, errors }: { at: number; id: string; count: number; errors: boolean }
  ): void {
    if (count <= 0) {
      return;
    }
    if (!this.said.has(id)) {
      this.said.add(id);
      this.fresh.push({ id, text: this.words.get(id) ?? `${id.replace('/', ' wrote ')} for <*> in <*> ms` });
    }
    counts.push({ service: this.service, template: id, at, lines: count, errors: errors ? count : 0 });
  }

  private idOf(words: string): string {
    const id = `${this.service}/error-${words.replace(/[^a-z0-9]+/g, '-')}`;
    this.words.set(id, words);
    return id;
  }

  private named(level: string, count: number): Known[] {
    return Array.from({ length: count }, (_, index) => ({
      id: `${this.service}/${level}-${index + 1}`,
      weight: (index + 1) ** -ZIPF,
    }));
  }
}

function totalOf(templates: readonly Known[]): number {
  let total = 0;
  for (const { weight } of templates) {
    total += weight;
  }
  return total;
}
