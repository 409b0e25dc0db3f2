import type { NewEvent } from '../incidents/event-payloads.ts';
import type { IncidentRecord, JoinedAlert } from '../incidents/incident-record.ts';
import { isUnderWay } from '../incidents/life-cycle.ts';
import { applyEvent } from '../incidents/project-incident.ts';
import type { IncomingAlert } from './incoming-alert.ts';

/** What is told of an alert after so long belongs to nothing any more. */
export const RECENT_MS = 24 * 60 * 60 * 1000;

/**
 * The incidents of an organisation as one webhook finds them, and what its alerts add to each. A fingerprint fires and
 * is resolved in turns that never overlap, so what is told late or twice shows in its times: a firing that began
 * before the known end is old, and so is an end before the known beginning. (Grafana gives a resolved alert a start of
 * its own, so start times alone would not do.) However often and in whatever order an episode is told, the incidents
 * are those that came out the first time.
 */
export class AlertBoard {
  private readonly records: Map<string, IncidentRecord>;
  private readonly added = new Map<string, NewEvent[]>();
  private readonly now: number;

  constructor(records: readonly IncidentRecord[], now: number) {
    this.records = new Map(records.map((record) => [record.id, record]));
    this.now = now;
  }

  /** Is it news of a service that has no incident under way? Then one is opened and put here before `take`. */
  needsIncident(alert: IncomingAlert): boolean {
    return this.isNews(alert) && this.standing(alert.service) === null;
  }

  put(record: IncidentRecord): void {
    this.records.set(record.id, record);
  }

  take(alert: IncomingAlert): void {
    if (this.isNews(alert)) {
      const standing = this.standing(alert.service);
      if (standing !== null) {
        this.add(standing, { type: 'alert-joined', payload: { alert: joined(alert) } });
      }
    }
    if (alert.status === 'resolved') {
      this.resolve(alert);
    }
  }

  /** What is to be written, all events of an incident together. */
  events(): ReadonlyMap<string, readonly NewEvent[]> {
    return this.added;
  }

  /** A resolved alert is news too where its firing was never told: both together are what comes in the other order. */
  private isNews(alert: IncomingAlert): boolean {
    const told = this.lastTold(alert);
    if (alert.status === 'resolved' && (told?.alert.status === 'firing' || alert.startedAt <= this.now - RECENT_MS)) {
      return false;
    }
    if (told === null) {
      return true;
    }
    // Of a closed incident the alert may still fire; only a beginning after the closing is another episode.
    const endOfEpisode = told.alert.status === 'resolved' ? told.alert.endedAt : told.holder.closedAt;
    return alert.startedAt > (endOfEpisode ?? Number.POSITIVE_INFINITY);
  }

  private resolve(alert: IncomingAlert): void {
    const endedAt = alert.endedAt ?? this.now;
    const told = this.lastTold(alert);
    if (told?.alert.status !== 'firing' || endedAt < told.alert.startedAt) {
      return;
    }
    const { fingerprint } = alert;
    const holder = this.add(told.holder, { type: 'alert-resolved', payload: { fingerprint, endedAt } });
    const isQuiet = holder.alerts.every(({ status }) => status === 'resolved');
    if (holder.kind === 'alert' && holder.state === 'open' && isQuiet) {
      this.add(holder, { type: 'errors-stopped', payload: { quietSince: endedAt } });
    }
  }

  private standing(service: string): IncidentRecord | null {
    const underWay = [...this.records.values()].filter(({ state }) => isUnderWay(state));
    return underWay.find(({ services }) => services.some((one) => one.service === service)) ?? null;
  }

  /** The newest that is known of this fingerprint, and the incident that has it. */
  private lastTold({ fingerprint }: IncomingAlert): { holder: IncidentRecord; alert: JoinedAlert } | null {
    let last: { holder: IncidentRecord; alert: JoinedAlert } | null = null;
    for (const holder of this.records.values()) {
      const alert = holder.alerts.find((one) => one.fingerprint === fingerprint);
      if (alert !== undefined && alert.startedAt > (last?.alert.startedAt ?? Number.NEGATIVE_INFINITY)) {
        last = { holder, alert };
      }
    }
    return last;
  }

  /** The board goes on with what the event makes of the incident. A closed incident's alerts change nothing any more. */
  private add(record: IncidentRecord, event: NewEvent): IncidentRecord {
    if (!isUnderWay(record.state)) {
      return record;
    }
    const { id: stream, organisation, version } = record;
    const actor = { kind: 'machine', name: '' } as const;
    const next = applyEvent(record, { ...event, stream, organisation, sequence: version + 1, at: this.now, actor });
    this.records.set(stream, next);
    this.added.set(stream, [...(this.added.get(stream) ?? []), event]);
    return next;
  }
}

function joined({ fingerprint, name, service, startedAt, link }: IncomingAlert): JoinedAlert {
  return { fingerprint, name, service, status: 'firing', startedAt, endedAt: null, link };
}
