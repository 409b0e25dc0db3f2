/** An intake that refuses is asked again after so many beats at most. */
const LONGEST_PAUSE_BEATS = 16;

/** What waits for a door of the intake, in order; one request at a time, and what was not taken is sent again. */
export class Outbox<Item> {
  private readonly send: (items: readonly Item[]) => Promise<boolean>;
  private readonly batchMax: number;
  private readonly waitingMax: number;
  private waiting: Item[] = [];
  private sending: Promise<void> = Promise.resolve();
  private isBusy = false;
  private pauseBeats = 1;
  private beatsToWait = 0;

  constructor({
    send,
    batchMax,
    waitingMax,
  }: {
    /** False or a rejection: not taken. */
    send: (items: readonly Item[]) => Promise<boolean>;
    batchMax: number;
    /** Beyond it what may be given up is; the rest never. */
    waitingMax: number;
  }) {
    this.send = send;
    this.batchMax = batchMax;
    this.waitingMax = waitingMax;
  }

  add(items: readonly Item[]): void {
    this.waiting.push(...items);
  }

  addIfThereIsRoom(items: readonly Item[]): void {
    this.waiting.push(...items.slice(0, Math.max(0, this.waitingMax - this.waiting.length)));
  }

  /** At every beat. */
  flush(): void {
    this.beatsToWait = Math.max(0, this.beatsToWait - 1);
    if (this.beatsToWait === 0 && !this.isBusy && this.waiting.length > 0) {
      this.sending = this.sendSome();
    }
  }

  /** Resolves when what was on its way has been answered. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private async sendSome(): Promise<void> {
    this.isBusy = true;
    const batch = this.waiting.splice(0, this.batchMax);
    const isTaken = await this.send(batch).catch(() => false);
    if (isTaken) {
      this.pauseBeats = 1;
    } else {
      this.waiting.unshift(...batch);
      this.beatsToWait = this.pauseBeats;
      this.pauseBeats = Math.min(LONGEST_PAUSE_BEATS, this.pauseBeats * 2);
    }
    this.isBusy = false;
  }
}
