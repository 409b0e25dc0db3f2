/** Enough for more webhooks than a sender has within the window; beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 50_000;

/**
 * Webhooks of one kind of sender that did their work, by signature or delivery. Only those are remembered: one that we
 * could not store is sent again with the same signature, and must be taken then. After a restart the memory is empty;
 * what is told twice changes nothing anyway (receive-alerts.ts, occurrenceId).
 */
export class ReplayGuard {
  private readonly goodUntil = new Map<string, number>();

  isReplay(mark: string, now: number): boolean {
    return (this.goodUntil.get(mark) ?? 0) > now;
  }

  /** `until` rises from call to call: the oldest are forgotten first. */
  remember(mark: string, { now, until }: { now: number; until: number }): void {
    for (const [oldest, goodUntil] of this.goodUntil) {
      if (goodUntil > now && this.goodUntil.size < MAX_REMEMBERED) {
        break;
      }
      this.goodUntil.delete(oldest);
    }
    this.goodUntil.set(mark, until);
  }
}
