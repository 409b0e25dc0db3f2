import type { IncidentRecord, JoinedAlarm } from '../../incidents/incident-record.ts';
import type { Alarm } from '../alarms/alarm.ts';

interface Closing {
  readonly at: number;
  readonly isResolved: boolean;
}

/** Whoever told of an alarm and tells of it no more has switched its detector off; a restart may take a while. */
const GONE_AFTER_MS = 120_000;
/** Somebody said that it is over, and it hurts on: that was a mistake. */
const STILL_HURTS_AFTER_MS = 600_000;

/** What is remembered of alarms besides what is told of them at present. Losing it delays, and does no harm. */
export class AlarmWatch {
  private told: ReadonlyMap<string, Alarm> | null = null;
  private readonly goneSince = new Map<string, number>();
  private readonly closings = new Map<string, Closing>();

  /** The alarms that count: what a person closed is closed for all that was raised before. */
  look(now: number, alarms: readonly Alarm[] | null, underWay: readonly IncidentRecord[]): readonly Alarm[] {
    this.told = alarms === null ? null : new Map(alarms.map((alarm) => [alarm.id, alarm]));
    const joined = new Set<string>();
    for (const record of underWay) {
      for (const { id, endedAt } of record.alarms) {
        joined.add(id);
        this.noticeGone(now, { id, endedAt });
      }
    }
    for (const id of this.goneSince.keys()) {
      if (!joined.has(id)) {
        this.goneSince.delete(id);
      }
    }
    return (alarms ?? []).filter((alarm) => joined.has(alarm.id) || this.isNews(alarm, now));
  }

  closed(service: string, { at, isResolved }: Closing): void {
    if (at >= (this.closings.get(service)?.at ?? 0)) {
      this.closings.set(service, { at, isResolved });
    }
  }

  /** When it ended, as far as is known by now; null while it stands. */
  endOf({ id, endedAt }: Pick<JoinedAlarm, 'id' | 'endedAt'>, now: number): number | null {
    const told = this.told?.get(id);
    if (told !== undefined) {
      return told.endedAt;
    }
    const gone = this.goneSince.get(id);
    return endedAt ?? (gone !== undefined && now - gone >= GONE_AFTER_MS ? gone : null);
  }

  clockWentBack(now: number): void {
    for (const [id, gone] of this.goneSince) {
      this.goneSince.set(id, Math.min(gone, now));
    }
    for (const [service, closing] of this.closings) {
      this.closings.set(service, { ...closing, at: Math.min(closing.at, now) });
    }
  }

  private noticeGone(now: number, { id, endedAt }: { id: string; endedAt: number | null }): void {
    if (this.told === null || this.told.has(id) || endedAt !== null) {
      this.goneSince.delete(id);
    } else if (!this.goneSince.has(id)) {
      this.goneSince.set(id, now);
    }
  }

  private isNews({ service, at, endedAt, hurts }: Alarm, now: number): boolean {
    const closing = this.closings.get(service);
    if (closing === undefined || at > closing.at) {
      return true;
    }
    return closing.isResolved && hurts && endedAt === null && now - closing.at >= STILL_HURTS_AFTER_MS;
  }
}
