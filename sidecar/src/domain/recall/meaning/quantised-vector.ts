/** A vector as it is stored: a direction, in whole numbers of 8 bits. */
export interface QuantisedVector {
  /** Key of the embedding that made it (ports/embeddings.ts). */
  readonly model: string;
  readonly values: Int8Array;
  /** Of a question: the same text by other models, for memories that the first one has not embedded yet. */
  readonly others?: readonly Pick<QuantisedVector, 'model' | 'values'>[];
}

/** A question's vectors, by whatever model. */
export function vectorsIn(vector: QuantisedVector | null): readonly QuantisedVector[] {
  return vector === null ? [] : [vector, ...(vector.others ?? [])];
}

const LARGEST = 127;

/** The largest component takes the whole range. */
export function quantise(model: string, vector: ArrayLike<number>): QuantisedVector {
  let largest = 0;
  for (let index = 0; index < vector.length; index += 1) {
    largest = Math.max(largest, Math.abs(vector[index] ?? 0));
  }
  const values = new Int8Array(vector.length);
  if (largest > 0 && Number.isFinite(largest)) {
    for (let index = 0; index < vector.length; index += 1) {
      values[index] = Math.round(((vector[index] ?? 0) / largest) * LARGEST);
    }
  }
  return { model, values };
}

/** Cosine of the two; 0 where one is missing, says nothing, or was made by no model of the question's. */
export function similarity(question: QuantisedVector | null, right: QuantisedVector | null): number {
  const isAlike = ({ model, values }: QuantisedVector) =>
    model === right?.model && values.length === right.values.length;
  const left = question !== null && isAlike(question) ? question : question?.others?.find(isAlike);
  if (left === undefined || right === null) {
    return 0;
  }
  let [product, ofLeft, ofRight] = [0, 0, 0];
  for (let index = 0; index < left.values.length; index += 1) {
    const [one, other] = [left.values[index] ?? 0, right.values[index] ?? 0];
    product += one * other;
    ofLeft += one * one;
    ofRight += other * other;
  }
  return product === 0 ? 0 : product / Math.sqrt(ofLeft * ofRight);
}
