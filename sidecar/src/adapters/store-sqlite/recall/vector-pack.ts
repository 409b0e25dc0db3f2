import type { RecallVector } from '../../../ports/stores/memories/recall-index.ts';

const FIRST_PLACES = 64;
/** Dimensions that are looked at first. Models put what tells most apart first; where one does not, only time is lost. */
const HEAD = 64;

/**
 * Vectors of one model and length behind each other. The nearest are found exactly, though most vectors are looked at in
 * part: what is left of two vectors can add no more than the product of the lengths of their rests (Cauchy–Schwarz).
 */
export class VectorPack {
  private readonly dimensions: number;
  private readonly head: number;
  private values: Int8Array;
  /** 1 by the length of each; 0 where a place is empty, or its vector says nothing. */
  private scales = new Float64Array(FIRST_PLACES);
  /** The length of each behind its head. */
  private rests = new Float64Array(FIRST_PLACES);
  /** Whose each is. */
  private owners = new Int32Array(FIRST_PLACES);
  private count = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.head = Math.min(HEAD, dimensions);
    this.values = new Int8Array(FIRST_PLACES * dimensions);
  }

  get bytes(): number {
    return this.values.length + this.owners.length * 20;
  }

  /** Answers with its place. */
  add(owner: number, values: Int8Array): number {
    const place = this.count;
    this.count += 1;
    if (place >= this.owners.length) {
      this.values = grown(this.values, new Int8Array(place * 2 * this.dimensions));
      this.scales = grown(this.scales, new Float64Array(place * 2));
      this.rests = grown(this.rests, new Float64Array(place * 2));
      this.owners = grown(this.owners, new Int32Array(place * 2));
    }
    this.values.set(values, place * this.dimensions);
    this.scales[place] = inverse(lengthOf(values, 0));
    this.rests[place] = lengthOf(values, this.head);
    this.owners[place] = owner;
    return place;
  }

  wipe(place: number): void {
    this.values.fill(0, place * this.dimensions, (place + 1) * this.dimensions);
    this.scales[place] = 0;
    this.rests[place] = 0;
  }

  /** Tells of every vector whose cosine is above 0 and not below the floor, which may rise meanwhile. */
  eachNear({ values: query }: RecallVector, floor: () => number, take: (owner: number, cosine: number) => void): void {
    const ofQuery = inverse(lengthOf(query, 0));
    const restOfQuery = lengthOf(query, this.head);
    const { values, scales, rests, head, dimensions } = this;
    let least = floor();
    for (let place = 0; place < this.count; place += 1) {
      const scale = ofQuery * (scales[place] ?? 0);
      const from = place * dimensions;
      let ofHead = 0;
      for (let dimension = 0; dimension < head; dimension += 1) {
        // Whole numbers of 32 bits are multiplied and added as such; the assertions spare two checks for each.
        ofHead = (ofHead + Math.imul(query[dimension] as number, values[from + dimension] as number)) | 0;
      }
      const atMost = (ofHead + restOfQuery * (rests[place] ?? 0)) * scale;
      if (atMost > 0 && atMost >= least - ROUNDING) {
        let dot = ofHead;
        for (let dimension = head; dimension < dimensions; dimension += 1) {
          dot = (dot + Math.imul(query[dimension] as number, values[from + dimension] as number)) | 0;
        }
        const cosine = dot * scale;
        if (cosine > 0 && cosine >= least) {
          take(this.owners[place] ?? 0, cosine);
          least = floor();
        }
      }
    }
  }
}

/** The bound is worked out along another way than the cosine. */
const ROUNDING = 1e-9;

function lengthOf(values: Int8Array, begin: number): number {
  return Math.sqrt(values.subarray(begin).reduce((sum, value) => sum + value * value, 0));
}

function inverse(length: number): number {
  return length === 0 ? 0 : 1 / length;
}

function grown<Numbers extends Int8Array | Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
