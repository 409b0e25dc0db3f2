import { termOfConcept, type FoundConcept } from '../analysis/analysed-text.ts';
import { rarity, type Lexicon } from '../lexicon/lexicon.ts';
import type { Thesaurus } from '../thesaurus/thesaurus.ts';

export interface SharedConcept {
  readonly concept: string;
  readonly label: string;
  /** The words of the query and of the memory that stand for it. */
  readonly asked: string;
  readonly found: string;
  readonly weight: number;
}

export interface ConceptScore {
  readonly score: number;
  readonly shared: readonly SharedConcept[];
}

interface Asked {
  readonly label: string;
  readonly words: string;
  readonly weight: number;
}

/**
 * Concepts: what both texts mean by the thesaurus, as a cosine over concepts weighed by how rare they are. A broader or
 * narrower concept of the memory counts in part, once for each concept of the query.
 */
export class ConceptArm {
  readonly #asked = new Map<string, Asked>();
  readonly #norm: number;
  readonly #lexicon: Lexicon;
  readonly #rarities = new Map<string, number>();

  constructor(query: readonly FoundConcept[], lexicon: Lexicon, thesaurus: Thesaurus) {
    this.#lexicon = lexicon;
    let squares = 0;
    for (const [concept, words] of query) {
      squares += this.#rarityOf(concept) ** 2;
      for (const near of thesaurus.near(concept)) {
        const known = this.#asked.get(near.concept);
        if (known === undefined || known.weight < near.weight) {
          this.#asked.set(near.concept, { label: thesaurus.labelOf(near.concept), words, weight: near.weight });
        }
      }
    }
    this.#norm = Math.sqrt(squares);
  }

  scoreOf(concepts: readonly FoundConcept[]): ConceptScore {
    let [product, squares] = [0, 0];
    const shared: SharedConcept[] = [];
    for (const [concept, found] of concepts) {
      const weight = this.#rarityOf(concept) ** 2;
      squares += weight;
      const asked = this.#asked.get(concept);
      if (asked !== undefined) {
        product += asked.weight * weight;
        shared.push({ concept, label: asked.label, asked: asked.words, found, weight: asked.weight * weight });
      }
    }
    return {
      score: product === 0 || this.#norm === 0 ? 0 : Math.min(1, product / (this.#norm * Math.sqrt(squares))),
      shared: shared.sort((one, other) => other.weight - one.weight || (one.concept < other.concept ? -1 : 1)),
    };
  }

  #rarityOf(concept: string): number {
    let known = this.#rarities.get(concept);
    if (known === undefined) {
      known = rarity(this.#lexicon, termOfConcept(concept));
      this.#rarities.set(concept, known);
    }
    return known;
  }
}
