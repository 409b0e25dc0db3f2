import { bucketStart } from '../signals/service-counts.ts';
import { LONGEST_MS } from './latency-sketch.ts';
import type { CallCounts, CallOrigin, OperationCounts } from './traffic-counts.ts';

/** A request or a call as it is counted: the latency already a bin, negative where it is not known. */
export interface Counted {
  readonly at: number;
  readonly isError: boolean;
  readonly bin: number;
}

/** What is added up in place while a batch is read. */
class Sum {
  readonly at: number;
  count = 0;
  errors = 0;
  slowestMs = 0;
  slowestTrace: string | null = null;
  private readonly bins = new Map<number, number>();

  constructor(at: number) {
    this.at = at;
  }

  add({ isError, bin }: Counted): void {
    this.count += 1;
    this.errors += isError ? 1 : 0;
    if (bin >= 0) {
      this.bins.set(bin, (this.bins.get(bin) ?? 0) + 1);
    }
  }

  /** Of equally slow ones the first by name, so that the order of arrival does not matter. */
  sawTrace(told: number, trace: string): void {
    const milliseconds = told > 0 ? Math.min(told, LONGEST_MS) : 0;
    const isSlower = milliseconds > this.slowestMs || this.slowestTrace === null;
    if (isSlower || (milliseconds === this.slowestMs && trace < (this.slowestTrace ?? trace))) {
      this.slowestMs = milliseconds;
      this.slowestTrace = trace;
    }
  }

  latency(): number[] {
    const pairs: number[] = [];
    for (const bin of [...this.bins.keys()].sort((one, other) => one - other)) {
      pairs.push(bin, this.bins.get(bin) ?? 0);
    }
    return pairs;
  }
}

/** Sums by two names and bucket of event time. */
class Sums {
  private readonly byName = new Map<string, Map<string, Map<number, Sum>>>();

  of(first: string, second: string, at: number): Sum {
    const bySecond = this.byName.get(first) ?? new Map<string, Map<number, Sum>>();
    if (bySecond.size === 0) {
      this.byName.set(first, bySecond);
    }
    const byTime = bySecond.get(second) ?? new Map<number, Sum>();
    if (byTime.size === 0) {
      bySecond.set(second, byTime);
    }
    const start = bucketStart(at);
    const known = byTime.get(start);
    if (known !== undefined) {
      return known;
    }
    const sum = new Sum(start);
    byTime.set(start, sum);
    return sum;
  }

  map<Row>(toRow: (first: string, second: string, sum: Sum) => Row): Row[] {
    const rows: Row[] = [];
    for (const [first, bySecond] of this.byName) {
      for (const [second, byTime] of bySecond) {
        for (const sum of byTime.values()) {
          rows.push(toRow(first, second, sum));
        }
      }
    }
    return rows;
  }
}

/** Requests of one batch, each for its operation and for the service as a whole. */
export class OperationTally {
  private readonly sums = new Sums();

  add(service: string, operation: string, request: Counted & { milliseconds: number; traceId: string }): void {
    this.addTo(this.sums.of(service, '', request.at), request);
    this.addTo(this.sums.of(service, operation, request.at), request);
  }

  counts(): OperationCounts[] {
    return this.sums.map((service, operation, sum) => ({
      service,
      operation,
      at: sum.at,
      requests: sum.count,
      errors: sum.errors,
      latency: sum.latency(),
      slowestMs: sum.slowestMs,
      slowestTrace: sum.slowestTrace,
    }));
  }

  private addTo(sum: Sum, request: Counted & { milliseconds: number; traceId: string }): void {
    sum.add(request);
    sum.sawTrace(request.milliseconds, request.traceId);
  }
}

/** Calls of one origin between services. */
export class CallTally {
  private readonly origin: CallOrigin;
  private readonly sums = new Sums();

  constructor(origin: CallOrigin) {
    this.origin = origin;
  }

  add(caller: string, callee: string, call: Counted): void {
    this.sums.of(caller, callee, call.at).add(call);
  }

  counts(): CallCounts[] {
    return this.sums.map((caller, callee, sum) => ({
      caller,
      callee,
      origin: this.origin,
      at: sum.at,
      calls: sum.count,
      errors: sum.errors,
      latency: sum.latency(),
    }));
  }
}
