import type { RecallVector } from '../../../ports/stores/memories/recall-index.ts';
import { dotProducts, vectorMemory, type DotProducts, type VectorMemory } from './dot-products.ts';

const FIRST_PLACES = 64;
const PAGE_BYTES = 65_536;
/** Rows are this wide or a multiple of it (dot-products.ts). */
const WIDTH = 16;
/** Compared at once: few enough that the floor, which rises meanwhile, is of use, many enough that a call costs nothing. */
const AT_ONCE = 512;

/**
 * Vectors of one model and length behind each other, each compared with the query whole: the nearest are exactly the
 * nearest. The vectors lie behind the results of one call (dot-products.ts).
 */
export class VectorPack {
  private readonly dimensions: number;
  private readonly width: number;
  private readonly resultsFrom: number;
  private readonly rowsFrom: number;
  private readonly memory: VectorMemory;
  private readonly dots: DotProducts;
  /** 1 by the length of each; 0 where a place is empty, or its vector says nothing. */
  private scales = new Float64Array(FIRST_PLACES);
  /** Whose each is. */
  private owners = new Int32Array(FIRST_PLACES);
  private count = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.width = Math.ceil(dimensions / WIDTH) * WIDTH;
    this.resultsFrom = this.width;
    this.rowsFrom = this.resultsFrom + AT_ONCE * Int32Array.BYTES_PER_ELEMENT;
    this.memory = vectorMemory(pagesFor(this.rowsFrom + FIRST_PLACES * this.width));
    this.dots = dotProducts(this.memory);
  }

  get bytes(): number {
    return this.memory.buffer.byteLength + this.owners.length * 12;
  }

  /** Answers with its place. */
  add(owner: number, values: Int8Array): number {
    const place = this.count;
    this.count += 1;
    if (place >= this.owners.length) {
      this.scales = grown(this.scales, new Float64Array(place * 2));
      this.owners = grown(this.owners, new Int32Array(place * 2));
      const pages = pagesFor(this.rowsFrom + place * 2 * this.width);
      this.memory.grow(Math.max(0, pages - this.memory.buffer.byteLength / PAGE_BYTES));
    }
    this.rowAt(place).set(values);
    this.scales[place] = inverse(lengthOf(values));
    this.owners[place] = owner;
    return place;
  }

  wipe(place: number): void {
    this.rowAt(place).fill(0);
    this.scales[place] = 0;
  }

  /** Tells of every vector whose cosine is above 0 and not below the floor, which may rise meanwhile. */
  eachNear({ values: query }: RecallVector, floor: () => number, take: (owner: number, cosine: number) => void): void {
    const ofQuery = inverse(lengthOf(query));
    const { scales, owners, width, rowsFrom, resultsFrom } = this;
    new Int8Array(this.memory.buffer, 0, this.dimensions).set(query);
    const results = new Int32Array(this.memory.buffer, resultsFrom, AT_ONCE);
    let least = floor();
    for (let first = 0; first < this.count; first += AT_ONCE) {
      const end = Math.min(this.count, first + AT_ONCE);
      this.dots(rowsFrom + first * width, rowsFrom + end * width, width);
      for (let place = first; place < end; place += 1) {
        const cosine = (results[place - first] ?? 0) * (ofQuery * (scales[place] ?? 0));
        if (cosine > 0 && cosine >= least) {
          take(owners[place] ?? 0, cosine);
          least = floor();
        }
      }
    }
  }

  private rowAt(place: number): Int8Array {
    return new Int8Array(this.memory.buffer, this.rowsFrom + place * this.width, this.dimensions);
  }
}

function pagesFor(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

function lengthOf(values: Int8Array): number {
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    squares += (values[index] ?? 0) ** 2;
  }
  return Math.sqrt(squares);
}

function inverse(length: number): number {
  return length === 0 ? 0 : 1 / length;
}

function grown<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
