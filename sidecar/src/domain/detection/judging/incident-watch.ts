import type { IncidentRecord } from '../../incidents/incident-record.ts';

interface Watched {
  state: 'open' | 'other';
  openSince: number;
  updatedAt: number;
}

/** Closed incidents are remembered, since a person may open them again; not all of them for ever. */
const MAX_REMEMBERED = 1000;

/** What detection remembers about incidents that their records do not tell. */
export class IncidentWatch {
  private readonly watched = new Map<string, Watched>();

  look(now: number, underWay: readonly IncidentRecord[]): void {
    const present = new Set<string>();
    for (const record of underWay) {
      present.add(record.id);
      const before = this.watched.get(record.id);
      const state = record.state === 'open' ? 'open' : 'other';
      const opensAgain = before !== undefined && before.state === 'other' && state === 'open';
      this.watched.set(record.id, {
        state,
        openSince: opensAgain ? now : (before?.openSince ?? record.startedAt),
        updatedAt: before?.updatedAt ?? record.detectedAt,
      });
    }
    for (const [id, watched] of this.watched) {
      if (!present.has(id)) {
        watched.state = 'other';
      }
    }
    this.forgetOldest(present);
  }

  /** Quiet from before somebody or something opened it again is no proof. */
  openSince({ id, startedAt }: IncidentRecord): number {
    return this.watched.get(id)?.openSince ?? startedAt;
  }

  lastUpdateAt({ id, detectedAt }: IncidentRecord): number {
    return this.watched.get(id)?.updatedAt ?? detectedAt;
  }

  updated(id: string, now: number): void {
    const watched = this.watched.get(id);
    if (watched !== undefined) {
      watched.updatedAt = now;
    }
  }

  clockWentBack(now: number): void {
    for (const watched of this.watched.values()) {
      watched.openSince = Math.min(watched.openSince, now);
      watched.updatedAt = Math.min(watched.updatedAt, now);
    }
  }

  private forgetOldest(present: ReadonlySet<string>): void {
    for (const id of this.watched.keys()) {
      if (this.watched.size <= MAX_REMEMBERED) {
        return;
      }
      if (!present.has(id)) {
        this.watched.delete(id);
      }
    }
  }
}
