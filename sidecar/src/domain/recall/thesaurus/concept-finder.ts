import type { FoundConcept } from '../analysis/analysed-text.ts';
import { readWords } from '../analysis/read-words.ts';
import { stem } from '../analysis/stem.ts';
import { FILLER_WORDS } from '../analysis/stop-words.ts';
import type { Concept } from './concept.ts';

interface Node {
  readonly next: Map<string, Node>;
  /** Concepts of which a phrase ends here. */
  readonly ends: string[];
}

interface Rule {
  readonly makes: string;
  readonly of: readonly string[];
}

/** So many words may two concepts be apart to make a third: what one clause says. */
const CLOSE_WORDS = 7;
/** A concept made of others may make another in turn; no chain of sense is longer. */
const DEEPEST_RULE = 3;
const LONGEST_SHOWN = 80;

/**
 * Finds concepts in one pass over the words of a text: phrases through a trie over stems, so that the cost does not
 * grow with the thesaurus, and compositions from where concepts were seen last.
 */
export class ConceptFinder {
  readonly #root: Node = newNode();
  readonly #rules = new Map<string, Rule[]>();

  constructor(concepts: Iterable<Concept>) {
    for (const concept of concepts) {
      concept.phrases.forEach((phrase) => this.#learn(phrase, concept.id));
      for (const of of concept.together) {
        for (const member of of) {
          append(this.#rules, member, { makes: concept.id, of });
        }
      }
    }
  }

  #learn(phrase: string, concept: string): void {
    let node = this.#root;
    for (const word of phraseStems(phrase)) {
      let next = node.next.get(word);
      if (next === undefined) {
        next = newNode();
        node.next.set(word, next);
      }
      node = next;
    }
    if (node !== this.#root && !node.ends.includes(concept)) {
      node.ends.push(concept);
    }
  }

  begin(): ConceptFinding {
    return new ConceptFinding(this.#root, this.#rules);
  }
}

/** The stems that a phrase is found by. */
export function phraseStems(phrase: string): string[] {
  return [...readWords(phrase)].flatMap(({ parts }) => parts.filter((part) => !FILLER_WORDS.has(part)).map(stem));
}

interface Open {
  readonly node: Node;
  readonly words: string;
}

export class ConceptFinding {
  readonly #root: Node;
  readonly #rules: ReadonlyMap<string, readonly Rule[]>;
  readonly #found = new Map<string, string>();
  #open: Open[] = [];
  #position = 0;
  /** Where a concept was seen last in this sentence. */
  #last = new Map<string, { at: number; words: string }>();

  constructor(root: Node, rules: ReadonlyMap<string, readonly Rule[]>) {
    this.#root = root;
    this.#rules = rules;
  }

  take(stemmed: string, word: string): void {
    this.#position += 1;
    const open: Open[] = [];
    for (const { node, words } of [...this.#open, { node: this.#root, words: '' }]) {
      const next = node.next.get(stemmed);
      if (next !== undefined) {
        const said = words === '' ? word : `${words} ${word}`;
        open.push({ node: next, words: said });
        next.ends.forEach((concept) => this.#see(concept, said, 0));
      }
    }
    this.#open = open;
  }

  /** A filler word within a phrase: it is shown and not compared. */
  pass(word: string): void {
    this.#open = this.#open.map(({ node, words }) => ({ node, words: `${words} ${word}` }));
  }

  endSentence(): void {
    this.#last.clear();
  }

  found(): FoundConcept[] {
    return [...this.#found];
  }

  #see(concept: string, words: string, depth: number): void {
    const known = this.#found.get(concept);
    if (known === undefined || known.length < words.length) {
      this.#found.set(concept, words.slice(0, LONGEST_SHOWN));
    }
    this.#last.set(concept, { at: this.#position, words });
    if (depth >= DEEPEST_RULE) {
      return;
    }
    for (const { makes, of } of this.#rules.get(concept) ?? []) {
      const members = of.map((member) => this.#last.get(member));
      if (members.every((member) => member !== undefined && this.#position - member.at <= CLOSE_WORDS)) {
        const said = [...new Set(members.map((member) => member?.words ?? ''))].join(' … ');
        this.#see(makes, said, depth + 1);
      }
    }
  }
}

function newNode(): Node {
  return { next: new Map(), ends: [] };
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) {
    map.set(key, [item]);
  } else {
    items.push(item);
  }
}
