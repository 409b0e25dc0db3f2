import { covers, fits } from './general-form.ts';
import { rootOf, type Template } from './template-table.ts';
import { OPEN, type Token } from './token-sequence.ts';

interface GeneralForm {
  /** As the lines have it: places that became variable are not yet one with their neighbours. */
  readonly tokens: readonly Token[];
  readonly template: Template;
}

/** By their first two tokens: most lines meet few forms. */
export class GeneralForms {
  private readonly limit: number;
  private readonly buckets = new Map<string, GeneralForm[]>();
  private count = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get size(): number {
    return this.count;
  }

  add(tokens: readonly Token[], template: Template): void {
    const key = bucketOf(tokens);
    const bucket = (this.buckets.get(key) ?? []).filter((form) => !isInside(form, tokens));
    this.count -= (this.buckets.get(key)?.length ?? 0) - bucket.length;
    if (this.count < this.limit) {
      bucket.push({ tokens, template });
      this.count += 1;
    }
    this.buckets.set(key, bucket);
  }

  match(tokens: readonly Token[]): Template | null {
    const [first, second] = tokens;
    return (
      this.among(`${first?.hash}:${second?.hash}`, tokens) ??
      this.among(`${first?.hash}:`, tokens) ??
      this.among(':', tokens)
    );
  }

  private among(key: string, tokens: readonly Token[]): Template | null {
    const form = this.buckets.get(key)?.find((candidate) => fits(candidate.tokens, tokens));
    return form === undefined ? null : rootOf(form.template);
  }
}

/** A form that says no more than a new one does. */
function isInside(form: GeneralForm, tokens: readonly Token[]): boolean {
  return (
    covers(tokens, form.tokens) && form.tokens.every(({ open }, place) => open <= (tokens[place]?.open ?? OPEN.no))
  );
}

function bucketOf([first, second]: readonly Token[]): string {
  if (first === undefined || first.open !== OPEN.no) {
    return ':';
  }
  return second === undefined || second.open !== OPEN.no ? `${first.hash}:` : `${first.hash}:${second.hash}`;
}
