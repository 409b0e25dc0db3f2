import type { Reader, Situation } from './reader.ts';

interface Tally {
  worked: number;
  tried: number;
}

/** (a) The share of everything that worked so far; one half before anything did. */
export function runningShare(): Reader {
  const all: Tally = { worked: 0, tried: 0 };
  return {
    probability: () => (all.tried === 0 ? 0.5 : all.worked / all.tried),
    observe: (_, __, result) => add(all, result),
  };
}

/** (b) The success rate of the fix under this signature; the running share before its first attempt. */
export function ratePerFix(): Reader {
  const share = runningShare();
  const tallies = new Tallies();
  return {
    probability(situation, fix) {
      const { worked, tried } = tallies.of(situation, fix);
      return tried === 0 ? share.probability(situation, fix) : worked / tried;
    },
    observe(situation, fix, result) {
      share.observe(situation, fix, result);
      add(tallies.of(situation, fix), result);
    },
  };
}

/** (c) One Beta for each fix of a signature, from a uniform prior. */
export function betaPerFix(): Reader {
  const tallies = new Tallies();
  return {
    probability(situation, fix) {
      const { worked, tried } = tallies.of(situation, fix);
      return (worked + 1) / (tried + 2);
    },
    observe: (situation, fix, result) => add(tallies.of(situation, fix), result),
  };
}

class Tallies {
  private readonly all = new Map<string, Tally>();

  of({ signature }: Situation, fix: string): Tally {
    const key = JSON.stringify([signature, fix]);
    const tally = this.all.get(key) ?? { worked: 0, tried: 0 };
    this.all.set(key, tally);
    return tally;
  }
}

function add(tally: Tally, result: 0 | 1): void {
  tally.worked += result;
  tally.tried += 1;
}
