import type { Actor, FiredRule } from '@incident-memory/contract';
import type { IncomingAlert } from '../domain/alerts/incoming-alert.ts';
import type { NewEvent } from '../domain/incidents/event-payloads.ts';
import type { IncidentRecord, JoinedAlert } from '../domain/incidents/incident-record.ts';
import { systemScope, type Scope } from '../domain/tenancy/scope.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { IncidentLedger } from './incident-ledger.ts';
import { Turns } from './turns.ts';

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

/** An alert of an incident that was closed so recently is told about again, not a new outage. */
const RECENTLY_CLOSED_MS = 24 * 60 * 60 * 1000;
const MAX_RECENT = 200;

/**
 * Firing alerts open an incident of their service or join the open one; resolved ones move it on. An alert is the
 * same one again when fingerprint and start are: then, however often and in whatever order it comes, the incidents
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
    if ((await this.holderOf(sender, alert)) !== null) {
      return;
    }
    const scope = systemScope(sender.scope.organisation);
    const joined: NewEvent = { type: 'alert-joined', payload: { alert: joinedAlert(alert) } };
    const underWay = await this.ledger.underWay(scope);
    const standing =
      underWay.find(({ services }) => services.some(({ service }) => service === alert.service)) ??
      (await this.open(sender, alert));
    await this.ledger.record(scope, standing.id, { events: [joined], actor: actorOf(sender) });
  }

  private async resolve(sender: Sender, alert: IncomingAlert): Promise<void> {
    // Told before its firing was: both together are what came in the other order.
    const isNews =
      alert.startedAt > this.clock.now() - RECENTLY_CLOSED_MS && (await this.holderOf(sender, alert)) === null;
    if (isNews) {
      await this.fire(sender, alert);
    }
    const holder = await this.holderOf(sender, alert);
    const known = holder?.alerts.find(({ fingerprint }) => fingerprint === alert.fingerprint);
    if (holder === null || known?.status !== 'firing') {
      return;
    }
    const now = this.clock.now();
    const events: NewEvent[] = [
      { type: 'alert-resolved', payload: { fingerprint: alert.fingerprint, endedAt: alert.endedAt ?? now } },
    ];
    const othersFire = holder.alerts.some(
      ({ fingerprint, status }) => fingerprint !== alert.fingerprint && status === 'firing'
    );
    if (holder.kind === 'alert' && holder.state === 'open' && !othersFire) {
      events.push({ type: 'errors-stopped', payload: { quietSince: alert.endedAt ?? now } });
    }
    await this.ledger.record(systemScope(sender.scope.organisation), holder.id, { events, actor: actorOf(sender) });
  }

  /** The incident that has this very alert: under way, or closed a short while ago. */
  private async holderOf(sender: Sender, alert: IncomingAlert): Promise<IncidentRecord | null> {
    const scope = systemScope(sender.scope.organisation);
    const { records } = await this.incidents.list(scope, {
      from: this.clock.now() - RECENTLY_CLOSED_MS,
      sort: '-updatedAt',
      limit: MAX_RECENT,
    });
    const isSame = ({ fingerprint, startedAt }: JoinedAlert) =>
      fingerprint === alert.fingerprint && startedAt === alert.startedAt;
    return records.find(({ alerts }) => alerts.some(isSame)) ?? null;
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

function actorOf({ name }: Sender): Actor {
  return { kind: 'machine', name };
}

function joinedAlert({ fingerprint, name, startedAt, link }: IncomingAlert): JoinedAlert {
  return { fingerprint, name, status: 'firing', startedAt, endedAt: null, link };
}
