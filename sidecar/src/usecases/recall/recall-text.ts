import { analyseText } from '../../domain/recall/analysis/analyse-text.ts';
import type { AnalysedText } from '../../domain/recall/analysis/analysed-text.ts';
import { quantise, type QuantisedVector } from '../../domain/recall/meaning/quantised-vector.ts';
import type { Thesaurus } from '../../domain/recall/thesaurus/thesaurus.ts';
import { EmbeddingsUnavailable, type Embeddings } from '../../ports/embeddings.ts';

/** What of an index entry is made from its text (ports/stores/memories/recall-index.ts: RecallEntry). */
export interface RecallText extends AnalysedText {
  /** Null where the model did not answer: it is found by words and structure, and embedded later. */
  readonly vector: QuantisedVector | null;
}

/** How a memory's title and text become one. */
export function textOfMemory({ title, text }: { readonly title: string; readonly text: string }): string {
  return text.includes(title) ? text : `${title}.\n${text}`;
}

/** Reads texts for the index and questions alike: both must be cut by the same hand. */
export class TextReader {
  readonly thesaurus: Thesaurus;
  readonly embeddings: Embeddings;

  constructor({ thesaurus, embeddings }: { thesaurus: Thesaurus; embeddings: Embeddings }) {
    this.thesaurus = thesaurus;
    this.embeddings = embeddings;
  }

  async read(texts: readonly string[]): Promise<RecallText[]> {
    const vectors = await this.#vectorsOf(texts);
    return texts.map((text, index) => {
      const vector = vectors?.[index];
      return {
        ...analyseText(text, this.thesaurus.finder),
        vector: vector === undefined ? null : quantise(this.embeddings.key, vector),
      };
    });
  }

  async #vectorsOf(texts: readonly string[]): Promise<Float32Array[] | null> {
    try {
      return await this.embeddings.embed(texts);
    } catch (error) {
      if (error instanceof EmbeddingsUnavailable) {
        return null;
      }
      throw error;
    }
  }
}
