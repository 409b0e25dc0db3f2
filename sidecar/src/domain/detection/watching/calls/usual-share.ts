/** About a day of a service that is called twice a second; a busier one forgets sooner, which its numbers allow. */
const REMEMBERED = 200_000;
/** Until much is known, one in two hundred is taken for usual: so much fails where nothing is wrong. */
const PRIOR_SHARE = 0.005;
const PRIOR_WEIGHT = 200;
/** One bucket teaches at most this many times what was expected, plus a few. */
const CLIP_TIMES = 3;
const CLIP_ALLOWANCE = 2;

/** Which share of requests or calls usually fails. */
export class UsualShare {
  private of: number;
  private failed: number;

  constructor(saved: readonly [of: number, failed: number] = [0, 0]) {
    [this.of, this.failed] = saved;
  }

  get share(): number {
    return (this.failed + PRIOR_SHARE * PRIOR_WEIGHT) / (this.of + PRIOR_WEIGHT);
  }

  teach(of: number, failed: number): void {
    if (of <= 0) {
      return;
    }
    const clipped = Math.min(failed, CLIP_TIMES * this.share * of + CLIP_ALLOWANCE);
    this.of += of;
    this.failed += clipped;
    if (this.of > REMEMBERED) {
      const kept = REMEMBERED / this.of;
      this.of *= kept;
      this.failed *= kept;
    }
  }

  save(): [of: number, failed: number] {
    return [this.of, this.failed];
  }
}

/** Four deviations: one bucket in thirty thousand by chance, and whoever asks wants several reasons anyway. */
const DEVIATIONS = 4;
/** A rise that nobody would call one is none, however certain. */
const LEAST_TIMES_USUAL = 2;

/** Do more fail than usually do, by more than chance gives and by enough to matter? */
export function exceedsUsualShare(seen: { of: number; failed: number }, usual: number): boolean {
  const expected = seen.of * usual;
  return (
    seen.failed > LEAST_TIMES_USUAL * expected &&
    seen.failed > expected + DEVIATIONS * Math.sqrt(expected * (1 - usual)) + 1
  );
}
