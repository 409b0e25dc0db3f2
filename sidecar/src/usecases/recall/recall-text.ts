import { createHash } from 'node:crypto';
import { analyseText } from '../../domain/recall/analysis/analyse-text.ts';
import { ANALYSER_VERSION, type AnalysedText } from '../../domain/recall/analysis/analysed-text.ts';
import { quantise, type QuantisedVector } from '../../domain/recall/meaning/quantised-vector.ts';
import type { Thesaurus } from '../../domain/recall/thesaurus/thesaurus.ts';
import { EmbeddingsUnavailable, type Embeddings } from '../../ports/embeddings.ts';

/** What of an index entry is made from its text (ports/stores/memories/recall-index.ts: RecallEntry). */
export interface RecallText extends AnalysedText {
  /** Null where no model answered: it is found by words and structure, and embedded later. */
  readonly vector: QuantisedVector | null;
}

/** How a memory's title and text become one. */
export function textOfMemory({ title, text }: { readonly title: string; readonly text: string }): string {
  return text.includes(title) ? text : `${title}.\n${text}`;
}

interface Reading {
  readonly thesaurus: Thesaurus;
  /** The model whose vectors are wanted. */
  readonly embeddings: Embeddings;
  /**
   * Within the process, for while the wanted one does not answer; a memory that it embedded is embedded again by the
   * wanted one later. Questions are compared with both until then.
   */
  readonly standIn?: Embeddings;
  /** A question waits no longer for the wanted model. */
  readonly questionMilliseconds?: number;
}

const QUESTION_MS = 150;

/** Reads texts for the index and questions alike: both must be cut by the same hand. */
export class TextReader {
  readonly thesaurus: Thesaurus;
  readonly embeddings: Embeddings;
  /** By whom texts are cut: what was cut by another one, or with other concepts, is read anew (RecallIndex.outdated). */
  readonly analyser: string;
  readonly #standIn: Embeddings | null;
  readonly #questionMilliseconds: number;

  constructor({ thesaurus, embeddings, standIn, questionMilliseconds = QUESTION_MS }: Reading) {
    this.thesaurus = thesaurus;
    this.embeddings = embeddings;
    this.analyser = `${ANALYSER_VERSION}+${digestOf(thesaurus)}`;
    this.#standIn = standIn ?? null;
    this.#questionMilliseconds = questionMilliseconds;
  }

  async read(texts: readonly string[]): Promise<RecallText[]> {
    const wanted = await vectorsOf(this.embeddings, texts);
    const vectors = wanted ?? (this.#standIn === null ? null : await vectorsOf(this.#standIn, texts));
    return texts.map((text, index) => ({ ...this.#analysed(text), vector: vectors?.[index] ?? null }));
  }

  /** By the wanted model, and by the one that stands in where memories may have vectors of it. */
  async readQuestion(text: string): Promise<RecallText> {
    const signal = this.#standIn === null ? undefined : AbortSignal.timeout(this.#questionMilliseconds);
    const [wanted = null] = (await vectorsOf(this.embeddings, [text], signal)) ?? [];
    const [other = null] = this.#standIn === null ? [] : ((await vectorsOf(this.#standIn, [text])) ?? []);
    const vector = wanted === null || other === null ? (wanted ?? other) : { ...wanted, others: [other] };
    return { ...this.#analysed(text), vector };
  }

  /** Whether the wanted model answers just now. */
  async answers(): Promise<boolean> {
    return (await vectorsOf(this.embeddings, ['ready'])) !== null;
  }

  #analysed(text: string): AnalysedText {
    return { ...analyseText(text, this.thesaurus.finder), analyser: this.analyser };
  }
}

async function vectorsOf(
  model: Embeddings,
  texts: readonly string[],
  signal?: AbortSignal
): Promise<QuantisedVector[] | null> {
  try {
    return (await model.embed(texts, signal)).map((vector) => quantise(model.key, vector));
  } catch (error) {
    if (error instanceof EmbeddingsUnavailable) {
      return null;
    }
    throw error;
  }
}

function digestOf({ concepts }: Thesaurus): string {
  return createHash('sha256').update(JSON.stringify(concepts)).digest('hex').slice(0, 12);
}
