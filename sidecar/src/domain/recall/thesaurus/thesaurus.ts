import { conceptOf, type Concept, type ConceptEntry } from './concept.ts';
import { ConceptFinder } from './concept-finder.ts';

export interface NearConcept {
  readonly concept: string;
  /** 1 for the concept itself. */
  readonly weight: number;
}

/** Half: "disk full" is a storage problem, but few storage problems are that. */
const BROADER_WEIGHT = 0.5;
const NARROWER_WEIGHT = 0.4;

/** The concepts of the product with those of the administrator. Entries of one id add up. */
export class Thesaurus {
  readonly finder: ConceptFinder;
  readonly #concepts = new Map<string, Concept>();
  readonly #narrower = new Map<string, string[]>();

  constructor(entries: Iterable<ConceptEntry>) {
    for (const entry of entries) {
      const concept = conceptOf(entry);
      const known = this.#concepts.get(concept.id);
      this.#concepts.set(concept.id, known === undefined ? concept : added(known, concept));
    }
    for (const { id, broader } of this.#concepts.values()) {
      for (const above of broader) {
        this.#narrower.set(above, [...(this.#narrower.get(above) ?? []), id]);
      }
    }
    this.finder = new ConceptFinder(this.#concepts.values());
  }

  get concepts(): readonly Concept[] {
    return [...this.#concepts.values()];
  }

  /** For people; an id that is no longer known stands for itself. */
  labelOf(concept: string): string {
    return this.#concepts.get(concept)?.label ?? concept;
  }

  /** The concept, what it is a kind of, and its kinds. */
  near(concept: string): NearConcept[] {
    const broader = this.#concepts.get(concept)?.broader ?? [];
    return [
      { concept, weight: 1 },
      ...broader.map((above) => ({ concept: above, weight: BROADER_WEIGHT })),
      ...(this.#narrower.get(concept) ?? []).map((below) => ({ concept: below, weight: NARROWER_WEIGHT })),
    ];
  }
}

function added(known: Concept, more: Concept): Concept {
  return {
    id: known.id,
    label: known.label,
    phrases: [...new Set([...known.phrases, ...more.phrases])],
    together: [...known.together, ...more.together],
    broader: [...new Set([...known.broader, ...more.broader])],
  };
}
