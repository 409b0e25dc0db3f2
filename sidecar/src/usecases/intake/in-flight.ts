/** What was admitted and is not answered yet, within bounds: back-pressure before memory runs out. */
export class InFlight {
  private readonly maxBytes: number;
  private readonly maxBatches: number;
  private bytes = 0;
  private batches = 0;

  constructor({ maxBytes, maxBatches }: { maxBytes: number; maxBatches: number }) {
    this.maxBytes = maxBytes;
    this.maxBatches = maxBatches;
  }

  /** The function that gives the room back, or null where there is none. A single batch is always admitted. */
  enter(bytes: number): (() => void) | null {
    const isAlone = this.batches === 0;
    if (!isAlone && (this.bytes + bytes > this.maxBytes || this.batches >= this.maxBatches)) {
      return null;
    }
    this.bytes += bytes;
    this.batches += 1;
    let isInside = true;
    return () => {
      if (isInside) {
        isInside = false;
        this.bytes -= bytes;
        this.batches -= 1;
      }
    };
  }
}
