import { addBins } from '../../../traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../traffic/traffic-counts.ts';
import { ALL, BAD, BucketRing, BUCKET_MS, bucketOf, RING_BUCKETS, type Column } from './bucket-ring.ts';
import type { SignalKind, ToldBy } from './observed-signals.ts';
import { CLOSING_LAG_MS, STORED, type SourceMarks } from './source-marks.ts';
import { UsualLag, type SavedLag } from './usual-lag.ts';

/** A source that said nothing of a service for this long, while others did, is no longer one of its sources. */
const SOURCE_LEFT_BUCKETS = 60;
/** Made-up names of sources end somewhere. */
const MAX_PARTS = 8;
/** What was not looked at for longer than the rings reach is gone; some room for what is still open. */
const MOST_BUCKETS_AT_ONCE = RING_BUCKETS - 4;
/**
 * A bucket about which nothing came may be late: exporters retry for half a minute. Where a later one has come already,
 * it is waited for by how late the service was of late.
 */
const LONGEST_WAIT_MS = 45_000;
const LEAST_WAIT_MS = 20_000;
const WAIT_TIMES_LAG = 1.5;
/** How late it was fades by half in six minutes. */
const LAG_KEPT = 0.98;

/** One closed bucket. Null: nobody knows. */
export interface StreamReading {
  all: number | null;
  bad: number | null;
  latency: LatencyBins;
}

/** What is told of a bucket at a time. */
export interface Told {
  readonly at: number;
  readonly all: number;
  readonly bad: number;
  readonly latency?: LatencyBins;
}

interface Part {
  readonly source: string;
  readonly ring: BucketRing;
  /** The newest bucket in which it told something; -1 before it did. */
  newest: number;
}

export interface SavedStream {
  readonly closedTo: number | null;
  readonly lagMs: number;
  readonly usualLag: SavedLag;
  readonly sources: ReadonlyArray<readonly [source: string, newest: number]>;
}

/**
 * The lines, or the requests, of one service: counted by source and bucket until the bucket closes. It closes a while
 * after its end where something came about it, and otherwise later still, by how late the service is of late: a shipper
 * that is slow is no service that is silent.
 */
export class SignalStream {
  private readonly kind: SignalKind;
  private readonly parts: Part[] = [];
  private readonly usualLag: UsualLag;
  private lagMs: number;
  private newest = -1;
  /** Buckets before it are closed; null before anything was told. */
  closedTo: number | null;

  constructor(kind: SignalKind, saved?: SavedStream) {
    this.kind = kind;
    this.closedTo = saved?.closedTo ?? null;
    this.lagMs = saved?.lagMs ?? LONGEST_WAIT_MS;
    this.usualLag = new UsualLag(saved?.usualLag);
    for (const [source, newest] of saved?.sources ?? []) {
      this.partOf(source).newest = newest;
      this.newest = Math.max(this.newest, newest);
    }
  }

  /** Anything was ever told. */
  get isTold(): boolean {
    return this.newest >= 0;
  }

  /** Event time of the newest that was told; 0 before. */
  get lastSeenAt(): number {
    return this.newest < 0 ? 0 : (this.newest + 1) * BUCKET_MS - 1;
  }

  /** False where the bucket has closed already. */
  add({ source, whole, now }: ToldBy, { at, all, bad, latency }: Told): boolean {
    const bucket = bucketOf(at);
    if (all > 0) {
      this.closedTo ??= bucket;
    }
    if (this.closedTo === null || bucket < this.closedTo) {
      if (whole === null && bucket === (this.closedTo ?? 0) - 1) {
        this.usualLag.missed();
      }
      return false;
    }
    const part = this.partOf(source);
    const isWhole = whole !== null;
    if (all > 0 && !isWhole) {
      this.usualLag.note(bucket, now - (bucket + 1) * BUCKET_MS);
    }
    if (all > 0 && part.ring.read(bucket, ALL) === 0) {
      this.noteLag(now - (bucket + 1) * BUCKET_MS);
    }
    this.put(part, { bucket, column: ALL, value: all, isWhole });
    this.put(part, { bucket, column: BAD, value: bad, isWhole });
    if (latency !== undefined && isWhole) {
      part.ring.setLatency(bucket, latency);
    } else if (latency !== undefined) {
      part.ring.addLatency(bucket, latency);
    }
    if (all > 0) {
      this.newest = Math.max(this.newest, bucket);
      part.newest = Math.max(part.newest, bucket);
    }
    return true;
  }

  /** Up to which bucket all was told that will be. */
  completeTo(marks: SourceMarks, now: number): number {
    const { closedTo } = this;
    if (closedTo === null) {
      return 0;
    }
    let until = now - (marks.areStored ? CLOSING_LAG_MS : this.usualLag.closingMs);
    for (const { source } of this.parts) {
      until = source === STORED ? until : Math.min(until, marks.completeTo(source, now));
    }
    const complete = bucketOf(until);
    if (complete <= closedTo || marks.areStored) {
      return complete;
    }
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(LEAST_WAIT_MS, WAIT_TIMES_LAG * this.lagMs));
    const overtaken = Math.min(this.newest, bucketOf(now - wait));
    const given = bucketOf(now - LONGEST_WAIT_MS);
    let bucket = closedTo;
    while (bucket < complete && (bucket < overtaken || bucket < given || this.sum(ALL, bucket, bucket + 1) > 0)) {
      bucket += 1;
    }
    return bucket;
  }

  /** The buckets that close now: what lies further back than the rings reach is left out. */
  closing(marks: SourceMarks, now: number): { from: number; to: number } {
    const to = this.completeTo(marks, now);
    return { from: Math.max(this.closedTo ?? to, to - MOST_BUCKETS_AT_ONCE), to };
  }

  /** Into the given reading, of which there is one for all streams. */
  read(bucket: number, marks: SourceMarks, into: StreamReading): void {
    const known = this.isKnown(bucket, marks);
    into.all = known ? this.sum(ALL, bucket, bucket + 1) : null;
    into.bad = known ? this.sum(BAD, bucket, bucket + 1) : null;
    into.latency = this.takeLatency(bucket);
    this.lagMs *= LAG_KEPT;
    this.usualLag.close(bucket);
  }

  /** Over buckets [from, to), as far as the rings reach. */
  sum(column: Column, from: number, to: number): number {
    let sum = 0;
    for (const { ring } of this.parts) {
      sum += ring.sum(column, from, to);
    }
    return sum;
  }

  save(): SavedStream {
    return {
      closedTo: this.closedTo,
      lagMs: Math.round(this.lagMs),
      usualLag: this.usualLag.save(),
      sources: this.parts.filter(({ source }) => source !== STORED).map(({ source, newest }) => [source, newest]),
    };
  }

  clockWentBack(now: number): void {
    const current = bucketOf(now);
    this.closedTo = this.closedTo === null ? null : Math.min(this.closedTo, current);
    this.newest = Math.min(this.newest, current);
    for (const part of this.parts) {
      part.newest = Math.min(part.newest, current);
    }
  }

  /** Known is what happened while every source that tells this of the service told something of somebody. */
  private isKnown(bucket: number, marks: SourceMarks): boolean {
    const at = bucket * BUCKET_MS;
    if (marks.areStored) {
      return marks.spokeAt(STORED, this.kind, at);
    }
    let latest = -1;
    for (const { source, newest } of this.parts) {
      latest = source !== STORED && newest > latest ? newest : latest;
    }
    if (latest < 0) {
      return marks.anySpokeAt(this.kind, at);
    }
    for (const { source, newest } of this.parts) {
      const isItsSource = source !== STORED && newest >= 0 && newest >= latest - SOURCE_LEFT_BUCKETS;
      if (isItsSource && !marks.spokeAt(source, this.kind, at)) {
        return false;
      }
    }
    return true;
  }

  /** How late the first word on a bucket came; what is later than anyone waits is not waited for the next time. */
  private noteLag(lag: number): void {
    if (lag > this.lagMs && lag <= LONGEST_WAIT_MS) {
      this.lagMs = lag;
    }
  }

  private put(
    part: Part,
    { bucket, column, value, isWhole }: { bucket: number; column: Column; value: number; isWhole: boolean }
  ): void {
    if (!isWhole) {
      part.ring.add(bucket, column, value);
      return;
    }
    this.takeFromStored(bucket, column, value - part.ring.read(bucket, column));
    part.ring.set(bucket, column, value);
  }

  /** The store sums over sources, so of a stored bucket at most as much as the source says now was its own. */
  private takeFromStored(bucket: number, column: Column, more: number): void {
    const stored = this.parts.find(({ source }) => source === STORED)?.ring;
    const held = stored?.read(bucket, column) ?? 0;
    if (stored !== undefined && held > 0 && more > 0) {
      stored.set(bucket, column, Math.max(0, held - more));
    }
  }

  private takeLatency(bucket: number): LatencyBins {
    let bins: LatencyBins = [];
    for (const { ring } of this.parts) {
      bins = addBins(bins, ring.takeLatency(bucket));
    }
    return bins;
  }

  private partOf(source: string): Part {
    const known = this.parts.find((part) => part.source === source);
    if (known !== undefined) {
      return known;
    }
    if (this.parts.length >= MAX_PARTS) {
      const longestSilent = Math.min(...this.parts.map(({ newest }) => newest));
      this.parts.splice(
        this.parts.findIndex(({ newest }) => newest === longestSilent),
        1
      );
    }
    const part: Part = { source, ring: new BucketRing(), newest: -1 };
    this.parts.push(part);
    return part;
  }
}
