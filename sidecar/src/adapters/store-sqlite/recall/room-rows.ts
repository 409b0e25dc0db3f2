import type { BestRows } from './best-rows.ts';

export interface PackedRow {
  readonly number: number;
  readonly bucket: number;
  readonly startedAt: number;
  readonly model: string;
  readonly vector: Uint8Array | null;
}

/** Vectors of one model lie behind each other. */
interface VectorPack {
  readonly dimensions: number;
  values: Int8Array;
  /** 1 by the length of each; 0 where a place is empty, or its vector says nothing. */
  scales: Float64Array;
  /** The place of the row that each belongs to. */
  owners: Int32Array;
  count: number;
}

const FIRST_PLACES = 64;

/** Rows of one organisation in flat arrays: a row's place is where it came in. */
export class RoomRows {
  private numbers = new Float64Array(FIRST_PLACES);
  private buckets = new Int32Array(FIRST_PLACES);
  private times = new Float64Array(FIRST_PLACES);
  private count = 0;
  private readonly places = new Map<number, number>();
  private readonly packs = new Map<string, VectorPack>();
  private readonly vectorPlaces = new Map<number, { pack: VectorPack; at: number }>();

  get bytes(): number {
    const ofVectors = [...this.packs.values()].reduce(
      (sum, { values, scales }) => sum + values.length + scales.length * 12,
      0
    );
    return ofVectors + this.numbers.length * 20;
  }

  set(row: PackedRow): void {
    const place = this.places.get(row.number) ?? this.newPlace(row.number);
    this.buckets[place] = row.bucket;
    this.times[place] = row.startedAt;
    this.dropVector(place);
    if (row.vector !== null) {
      this.addVector(place, row.model, row.vector);
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

  each(take: (number: number, startedAt: number) => void): void {
    for (let place = 0; place < this.count; place += 1) {
      const number = this.numbers[place] ?? 0;
      if (number > 0) {
        take(number, this.times[place] ?? 0);
      }
    }
  }

  /** Offers every row of the buckets by the cosine of its vector, where that is above 0. */
  nearest(
    query: { model: string; values: Int8Array },
    {
      buckets,
      isAllowed,
      best,
    }: { buckets: ReadonlySet<number>; isAllowed: (number: number) => boolean; best: BestRows }
  ): void {
    const pack = this.packs.get(packName(query.model, query.values.length));
    const ofQuery = scaleOf(query.values);
    if (pack === undefined || ofQuery === 0) {
      return;
    }
    for (let at = 0; at < pack.count; at += 1) {
      const scale = pack.scales[at] ?? 0;
      if (scale === 0) {
        continue;
      }
      const cosine = dotProduct(query.values, pack.values, at * pack.dimensions) * scale * ofQuery;
      if (cosine > 0 && cosine >= best.floor) {
        const place = pack.owners[at] ?? 0;
        const number = this.numbers[place] ?? 0;
        if (buckets.has(this.buckets[place] ?? 0) && isAllowed(number)) {
          best.offer(number, cosine, this.times[place] ?? 0);
        }
      }
    }
  }

  private newPlace(number: number): number {
    const place = this.count;
    this.count += 1;
    if (place >= this.numbers.length) {
      this.numbers = grown(this.numbers, new Float64Array(place * 2));
      this.buckets = grown(this.buckets, new Int32Array(place * 2));
      this.times = grown(this.times, new Float64Array(place * 2));
    }
    this.numbers[place] = number;
    this.places.set(number, place);
    return place;
  }

  private addVector(owner: number, model: string, bytes: Uint8Array): void {
    const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    const pack = this.packFor(model, values.length);
    const at = pack.count;
    pack.count += 1;
    if (at >= pack.owners.length) {
      pack.values = grown(pack.values, new Int8Array(at * 2 * pack.dimensions));
      pack.scales = grown(pack.scales, new Float64Array(at * 2));
      pack.owners = grown(pack.owners, new Int32Array(at * 2));
    }
    pack.values.set(values, at * pack.dimensions);
    pack.scales[at] = scaleOf(values);
    pack.owners[at] = owner;
    this.vectorPlaces.set(owner, { pack, at });
  }

  private dropVector(owner: number): void {
    const known = this.vectorPlaces.get(owner);
    if (known !== undefined) {
      const { pack, at } = known;
      pack.values.fill(0, at * pack.dimensions, (at + 1) * pack.dimensions);
      pack.scales[at] = 0;
      this.vectorPlaces.delete(owner);
    }
  }

  private packFor(model: string, dimensions: number): VectorPack {
    const name = packName(model, dimensions);
    const pack = this.packs.get(name) ?? {
      ...{ dimensions, count: 0, values: new Int8Array(FIRST_PLACES * dimensions) },
      ...{ scales: new Float64Array(FIRST_PLACES), owners: new Int32Array(FIRST_PLACES) },
    };
    this.packs.set(name, pack);
    return pack;
  }
}

function packName(model: string, dimensions: number): string {
  return `${dimensions} ${model}`;
}

function grown<Numbers extends Int8Array | Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

function scaleOf(values: Int8Array): number {
  const squares = dotProduct(values, values, 0);
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}

/** Four sums side by side, which the processor adds up at once. */
function dotProduct(query: Int8Array, values: Int8Array, from: number): number {
  const length = query.length;
  const even = length - (length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let place = 0; place < even; place += 4) {
    a += (query[place] as number) * (values[from + place] as number);
    b += (query[place + 1] as number) * (values[from + place + 1] as number);
    c += (query[place + 2] as number) * (values[from + place + 2] as number);
    d += (query[place + 3] as number) * (values[from + place + 3] as number);
  }
  for (let place = even; place < length; place += 1) {
    a += (query[place] as number) * (values[from + place] as number);
  }
  return a + b + c + d;
}
