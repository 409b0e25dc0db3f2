/** Screens ask for the same again within seconds. */
const KEEP_MS = 15_000;
/** Some hundred kilobytes each. */
const MOST = 100;

/** Answers that cost work, kept for a moment; who asks while one is made waits for it. Failures are not kept. */
export class KeptAnswers<Answer> {
  private readonly clock: { now(): number };
  private readonly kept = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();

  constructor(clock: { now(): number }) {
    this.clock = clock;
  }

  take(key: string, make: () => Promise<Answer>): Promise<Answer> {
    const now = this.clock.now();
    for (const [old, { at }] of this.kept) {
      if (now - at > KEEP_MS || now < at || this.kept.size > MOST) {
        this.kept.delete(old);
      }
    }
    const known = this.kept.get(key);
    if (known !== undefined) {
      return known.answer;
    }
    const answer = make();
    this.kept.set(key, { at: now, answer });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }
}
