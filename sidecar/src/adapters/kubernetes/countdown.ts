/** Ends when each of so many parties was heard of once, or with the signal. */
export class Countdown {
  readonly ended: Promise<void>;
  private readonly counted = new Set<string>();
  private readonly parties: number;
  private end: () => void = () => undefined;

  constructor(parties: number, signal: AbortSignal) {
    this.parties = parties;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.endWhenAll();
  }

  count(party: string): void {
    this.counted.add(party);
    this.endWhenAll();
  }

  private endWhenAll(): void {
    if (this.counted.size >= this.parties) {
      this.end();
    }
  }
}
