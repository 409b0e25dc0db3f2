import type { Actor, FiredRule } from '@incident-memory/contract';
import { AlertBoard, RECENT_MS } from '../../domain/alerts/alert-board.ts';
import type { IncomingAlert } from '../../domain/alerts/incoming-alert.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
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

/** Beyond so many incidents of a day the oldest are not looked at for an alert that is told again. */
const MAX_RECENT = 200;
/** People and detection write meanwhile; then the webhook is looked at again as things are now. */
const MAX_ROUNDS = 3;

/**
 * Firing alerts open an incident of their service or join the open one; resolved ones move it on. What that means is
 * decided on a board (domain/alerts/alert-board.ts); here it is read once for a webhook and written once an incident.
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

  /** All of one webhook. Throws StoreUnavailable; then the whole webhook may be sent again. */
  async receive(sender: Sender, alerts: readonly IncomingAlert[]): Promise<void> {
    await this.turns.take(sender.scope.organisation, async () => {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        if (await this.receiveOnce(sender, alerts)) {
          return;
        }
      }
    });
  }

  /** False where an incident changed meanwhile so that it did not take what was decided. */
  private async receiveOnce(sender: Sender, alerts: readonly IncomingAlert[]): Promise<boolean> {
    const scope = systemScope(sender.scope.organisation);
    const now = this.clock.now();
    const [underWay, recent] = await Promise.all([
      this.ledger.underWay(scope),
      this.incidents.list(scope, { from: now - RECENT_MS, sort: '-updatedAt', limit: MAX_RECENT }),
    ]);
    const board = new AlertBoard([...recent.records, ...underWay], now);
    for (const alert of alerts) {
      if (board.needsIncident(alert)) {
        board.put(await this.open(sender, alert));
      }
      board.take(alert);
    }
    let isWritten = true;
    for (const [incident, events] of board.events()) {
      const result = await this.ledger.record(scope, incident, { events, actor: actorOf(sender) });
      isWritten &&= result.ok;
    }
    return isWritten;
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
