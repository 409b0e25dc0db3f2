import type { RecallVector } from '../../../ports/stores/memories/recall-index.ts';
import type { BestRows } from './best-rows.ts';
import { VectorPack } from './vector-pack.ts';

export interface PackedRow {
  readonly number: number;
  readonly bucket: number;
  readonly startedAt: number;
  readonly model: string;
  readonly vector: Uint8Array | null;
}

const FIRST_PLACES = 64;

/** Rows of one organisation in flat arrays: a row's place is where it came in. */
export class RoomRows {
  private numbers = new Float64Array(FIRST_PLACES);
  private buckets = new Float64Array(FIRST_PLACES);
  private times = new Float64Array(FIRST_PLACES);
  private count = 0;
  private readonly places = new Map<number, number>();
  private readonly packs = new Map<string, VectorPack>();
  private readonly vectors = new Map<number, { readonly pack: VectorPack; readonly at: number }>();

  get bytes(): number {
    return [...this.packs.values()].reduce((sum, pack) => sum + pack.bytes, this.numbers.length * 24);
  }

  set(row: PackedRow): void {
    const place = this.places.get(row.number) ?? this.newPlace(row.number);
    this.buckets[place] = row.bucket;
    this.times[place] = row.startedAt;
    this.dropVector(place);
    if (row.vector !== null) {
      const { buffer, byteOffset, length } = row.vector;
      const pack = this.packFor(row.model, length);
      this.vectors.set(place, { pack, at: pack.add(place, new Int8Array(buffer, byteOffset, length)) });
    }
  }

  /** What is gone is overwritten: a vector tells of the text that it was made of. */
  keepOnly(present: ReadonlySet<number>): void {
    for (const [number, place] of this.places) {
      if (!present.has(number)) {
        this.places.delete(number);
        this.numbers[place] = 0;
        this.dropVector(place);
      }
    }
  }

  startedAt(number: number): number {
    return this.times[this.places.get(number) ?? -1] ?? 0;
  }

  /** Offers rows of these buckets by the cosine of their vectors, where that is above 0. */
  nearest(
    query: RecallVector,
    among: { buckets: ReadonlySet<number>; isAllowed: (number: number) => boolean; best: BestRows }
  ): void {
    const { buckets, isAllowed, best } = among;
    this.packs.get(packName(query.model, query.values.length))?.eachNear(
      query,
      () => best.floor,
      (place, cosine) => {
        const number = this.numbers[place] ?? 0;
        if (buckets.has(this.buckets[place] ?? 0) && isAllowed(number)) {
          best.offer(number, cosine, this.times[place] ?? 0);
        }
      }
    );
  }

  private newPlace(number: number): number {
    const place = this.count;
    this.count += 1;
    if (place >= this.numbers.length) {
      this.numbers = doubled(this.numbers);
      this.buckets = doubled(this.buckets);
      this.times = doubled(this.times);
    }
    this.numbers[place] = number;
    this.places.set(number, place);
    return place;
  }

  private dropVector(place: number): void {
    const known = this.vectors.get(place);
    known?.pack.wipe(known.at);
    this.vectors.delete(place);
  }

  private packFor(model: string, dimensions: number): VectorPack {
    const name = packName(model, dimensions);
    const pack = this.packs.get(name) ?? new VectorPack(dimensions);
    this.packs.set(name, pack);
    return pack;
  }
}

function packName(model: string, dimensions: number): string {
  return `${dimensions} ${model}`;
}

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
