/** Enough for more webhooks than a Grafana sends within the tolerance; beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 50_000;

/**
 * Signatures that did their work, for as long as they would be good. Only those are remembered: a webhook that we
 * could not store is sent again by Grafana with the same signature, and must be taken then. After a restart the
 * memory is empty; an alert that is told twice changes nothing (receive-alerts.ts).
 */
export class ReplayGuard {
  private readonly goodUntil = new Map<string, number>();

  isReplay(signature: string, now: number): boolean {
    return (this.goodUntil.get(signature) ?? 0) > now;
  }

  remember(signature: string, { now, toleranceMs }: { now: number; toleranceMs: number }): void {
    for (const [oldest, until] of this.goodUntil) {
      if (until > now && this.goodUntil.size < MAX_REMEMBERED) {
        break;
      }
      this.goodUntil.delete(oldest);
    }
    // A timestamp may lie ahead by the tolerance and stays good for the tolerance after that.
    this.goodUntil.set(signature, now + 2 * toleranceMs);
  }
}
