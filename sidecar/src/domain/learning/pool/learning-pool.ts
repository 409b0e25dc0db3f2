import { isEvidence, resultOf, type LearnedAttempt } from '../attempt.ts';
import { expectedMean, type Strengths } from './expected-mean.ts';
import { fitStrengths, START_STRENGTHS } from './fit-strengths.ts';
import { GroupSums, type Cell } from './group-sums.ts';

/** Before anything is known of a fix itself: like so many tries with this mean. */
export interface Prior {
  readonly mean: number;
  readonly strength: number;
}

/**
 * What all fixes of an organisation say about one that was hardly tried: how often anything works here, how hard this
 * trouble is, how good fixes of this family are elsewhere. How much each of them is worth is learned from how far fixes
 * of one group really are alike (fit-strengths.ts), anew whenever there is a tenth more to learn from; between, an attempt
 * costs a few additions. Nothing is aged here: what is common changes slowly, and is a weak belief anyway.
 */
export class LearningPool {
  private readonly cells = new Map<string, Cell>();
  private strengths: Strengths = START_STRENGTHS;
  private groups = this.groupsOf(START_STRENGTHS);
  private results = 0;
  private fitAt = FIRST_FIT;

  add(attempt: LearnedAttempt): void {
    const result = resultOf(attempt.outcome);
    if (result === null || !isEvidence(attempt)) {
      return;
    }
    const { signature, fix, family = fix } = attempt;
    const key = JSON.stringify([signature, fix]);
    const cell = this.cells.get(key) ?? { signature, family, worked: 0, failed: 0 };
    this.cells.set(key, cell);
    this.put(cell, -1);
    cell.worked += result;
    cell.failed += 1 - result;
    this.put(cell, 1);
    this.results += 1;
    if (this.results >= this.fitAt) {
      this.fitAt = Math.ceil(this.results * FIT_AGAIN_AT);
      this.strengths = fitStrengths([...this.cells.values()]);
      this.groups = this.groupsOf(this.strengths);
    }
  }

  priorOf({ signature, fix, family = fix }: Pick<LearnedAttempt, 'signature' | 'fix' | 'family'>): Prior {
    const cell = this.cells.get(JSON.stringify([signature, fix]));
    const mean = expectedMean(
      {
        all: this.groups.all.without('', cell),
        signature: this.groups.signatures.without(signature, cell),
        family: this.groups.families.without(cell?.family ?? family, cell),
      },
      this.strengths
    );
    return { mean, strength: this.strengths.own };
  }

  /** What was learned about how far fixes are alike. */
  learnedStrengths(): Strengths {
    return this.strengths;
  }

  private put(cell: Cell, sign: 1 | -1): void {
    this.groups.all.put('', cell, sign);
    this.groups.signatures.put(cell.signature, cell, sign);
    this.groups.families.put(cell.family, cell, sign);
  }

  private groupsOf({ own }: Strengths): { all: GroupSums; signatures: GroupSums; families: GroupSums } {
    const groups = { all: new GroupSums(own), signatures: new GroupSums(own), families: new GroupSums(own) };
    for (const cell of this.cells.values()) {
      groups.all.put('', cell, 1);
      groups.signatures.put(cell.signature, cell, 1);
      groups.families.put(cell.family, cell, 1);
    }
    return groups;
  }
}

/** Fewer results tell nothing of how far fixes are alike. */
const FIRST_FIT = 30;
const FIT_AGAIN_AT = 1.1;
