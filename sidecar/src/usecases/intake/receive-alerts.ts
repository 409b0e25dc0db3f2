import type { Actor, FiredRule } from '@incident-memory/contract';
import type { IncomingAlert } from '../../domain/alerts/incoming-alert.ts';
import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord, JoinedAlert } from '../../domain/incidents/incident-record.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IncidentStore } from '../../ports/stores/incident-store.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';
import { Turns } from '../turns.ts';

interface Dependencies {
  readonly ledger: IncidentLedger;
  readonly incidents: Pick<IncidentStore, 'list'>;
  readonly clock: Clock;
}

export interface Sender {
  readonly scope: Scope;
  /** The credential's id, for the timeline. */
  readonly name: string;
  readonly team: string | null;
}

/** What is told of an alert after so long belongs to nothing any more. */
const RECENT_MS = 24 * 60 * 60 * 1000;
const MAX_RECENT = 200;

/**
 * Firing alerts open an incident of their service or join the open one; resolved ones move it on. A fingerprint fires
 * and is resolved in turns that never overlap, so what is told late or twice shows in its times: a firing that began
 * before the known end is old, and so is an end before the known beginning. (Grafana gives a resolved alert a start of
 * its own, so start times alone would not do.) However often and in whatever order an episode is told, the incidents
 * are those that came out the first time.
 */
export class ReceiveAlerts {
  private readonly ledger: IncidentLedger;
  private readonly incidents: Pick<IncidentStore, 'list'>;
  private readonly clock: Clock;
  private readonly turns = new Turns();

  constructor({ ledger, incidents, clock }: Dependencies) {
    this.ledger = ledger;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** All of one webhook, one after the other. Throws StoreUnavailable; then the whole webhook may be sent again. */
  async receive(sender: Sender, alerts: readonly IncomingAlert[]): Promise<void> {
    await this.turns.take(sender.scope.organisation, async () => {
      for (const alert of alerts) {
        await (alert.status === 'firing' ? this.fire(sender, alert) : this.resolve(sender, alert));
      }
    });
  }

  private async fire(sender: Sender, alert: IncomingAlert): Promise<void> {
    const told = await this.lastTold(sender, alert);
    if (told !== null && isOldNews(alert, told)) {
      return;
    }
    const underWay = await this.ledger.underWay(systemScope(sender.scope.organisation));
    const standing =
      underWay.find(({ services }) => services.some(({ service }) => service === alert.service)) ??
      (await this.open(sender, alert));
    await this.write(sender, standing, [{ type: 'alert-joined', payload: { alert: joinedAlert(alert) } }]);
  }

  private async resolve(sender: Sender, alert: IncomingAlert): Promise<void> {
    const now = this.clock.now();
    const endedAt = alert.endedAt ?? now;
    const before = await this.lastTold(sender, alert);
    if (before?.alert.status !== 'firing' && alert.startedAt > now - RECENT_MS) {
      // Told before its firing was: both together are what comes in the other order.
      await this.fire(sender, alert);
    }
    const told = await this.lastTold(sender, alert);
    if (told?.alert.status !== 'firing' || endedAt < told.alert.startedAt) {
      return;
    }
    const { holder } = told;
    const events: NewEvent[] = [{ type: 'alert-resolved', payload: { fingerprint: alert.fingerprint, endedAt } }];
    const othersFire = holder.alerts.some(
      ({ fingerprint, status }) => fingerprint !== alert.fingerprint && status === 'firing'
    );
    if (holder.kind === 'alert' && holder.state === 'open' && !othersFire) {
      events.push({ type: 'errors-stopped', payload: { quietSince: endedAt } });
    }
    await this.write(sender, holder, events);
  }

  /** The newest that is known of this fingerprint, and the incident that has it: under way, or closed lately. */
  private async lastTold(
    sender: Sender,
    { fingerprint }: IncomingAlert
  ): Promise<{ holder: IncidentRecord; alert: JoinedAlert } | null> {
    const { records } = await this.incidents.list(systemScope(sender.scope.organisation), {
      from: this.clock.now() - RECENT_MS,
      sort: '-updatedAt',
      limit: MAX_RECENT,
    });
    const told = records.flatMap((holder) => {
      const alert = holder.alerts.find((one) => one.fingerprint === fingerprint);
      return alert === undefined ? [] : [{ holder, alert }];
    });
    return told.sort((a, b) => b.alert.startedAt - a.alert.startedAt)[0] ?? null;
  }

  private async write(sender: Sender, incident: IncidentRecord, events: readonly NewEvent[]): Promise<void> {
    await this.ledger.record(systemScope(sender.scope.organisation), incident.id, { events, actor: actorOf(sender) });
  }

  private async open(sender: Sender, alert: IncomingAlert): Promise<IncidentRecord> {
    const startedAt = Math.min(alert.startedAt, this.clock.now());
    const rule: FiredRule = {
      name: 'external-alert',
      sentence: `the alert "${alert.name}" fires: ${alert.summary}`,
      thresholdErrors: null,
      windowSeconds: null,
    };
    const { record } = await this.ledger.openOrJoin(systemScope(sender.scope.organisation), {
      service: alert.service,
      actor: actorOf(sender),
      opening: {
        kind: 'alert',
        severity: alert.severity,
        services: [{ service: alert.service, firstErrorAt: startedAt, errors: 0, peakErrors: 0, baselineErrors: 0 }],
        rule,
        startedAt,
        team: sender.team,
        visibility: 'organisation',
        owner: null,
      },
    });
    return record;
  }
}

/** Of a closed incident the alert may still fire; only a beginning after the closing is another episode. */
function isOldNews(
  { startedAt }: IncomingAlert,
  { holder, alert }: { holder: IncidentRecord; alert: JoinedAlert }
): boolean {
  const endOfEpisode = alert.status === 'resolved' ? alert.endedAt : holder.closedAt;
  return startedAt <= (endOfEpisode ?? Number.POSITIVE_INFINITY);
}

function actorOf({ name }: Sender): Actor {
  return { kind: 'machine', name };
}

function joinedAlert({ fingerprint, name, startedAt, link }: IncomingAlert): JoinedAlert {
  return { fingerprint, name, status: 'firing', startedAt, endedAt: null, link };
}
