import { callsForAnother } from '../../domain/detection/decisions.ts';
import { NO_OUTLOOK, type Outlook } from '../../domain/detection/judging/outlook.ts';
import { OrganisationDetection } from '../../domain/detection/organisation-detection.ts';
import type { DetectionSettings } from '../../domain/detection/detection-settings.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { asRecurrence, carryOut, type DecisionLedger } from './carry-out-decisions.ts';
import { KEPT_NOWHERE, type AlarmsKept } from './alarms-kept.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';

export type WatchLedger = DecisionLedger & Pick<IncidentLedger, 'read' | 'underWay'>;

/** With nobody telling us, what other sidecars and people did to incidents is seen after this. */
const REFRESH_EVERY_MS = 10_000;
/** Decisions may call for others at once (widened, then merged); more rounds would be a loop. */
const MAX_ROUNDS = 3;

/** One organisation under detection: its counts, and the incidents under way as last read. */
export class OrganisationWatch {
  readonly scope: Scope;
  readonly detection: OrganisationDetection;
  private readonly ledger: WatchLedger;
  private view = new Map<string, IncidentRecord>();
  private mustRefresh = true;
  private refreshedAt = Number.NEGATIVE_INFINITY;
  /** The incident that each alarm was last said to be in. */
  private readonly assigned = new Map<string, string>();

  constructor(scope: Scope, ledger: WatchLedger, settings: DetectionSettings) {
    this.scope = scope;
    this.ledger = ledger;
    this.detection = new OrganisationDetection(settings);
  }

  underWay(): IncidentRecord[] {
    return [...this.view.values()]
      .filter(({ state }) => isUnderWay(state))
      .sort((a, b) => a.startedAt - b.startedAt || a.number - b.number);
  }

  /** Somebody wrote to an incident of this organisation. */
  incidentChanged({ id, version }: { id: string; version: number }): void {
    if ((this.view.get(id)?.version ?? 0) < version) {
      this.mustRefresh = true;
    }
  }

  /** The next evaluation begins with what the store knows. */
  readAgain(): void {
    this.mustRefresh = true;
  }

  /** Throws what the ledger throws; the next call decides the same again. */
  async evaluate(now: number, outlook: Outlook = NO_OUTLOOK, kept: AlarmsKept = KEPT_NOWHERE): Promise<void> {
    if (this.mustRefresh || Math.abs(now - this.refreshedAt) >= REFRESH_EVERY_MS) {
      await this.refresh(now);
    }
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const decisions = this.detection.evaluate(now, this.underWay(), outlook);
      for (const decided of decisions) {
        const decision = await asRecurrence(this.ledger, this.scope, { decision: decided, now });
        if (!(await carryOut(this.ledger, this.scope, { decision, view: this.view }))) {
          await this.refresh(now);
        } else if (decision.kind === 'update') {
          this.detection.updated(decision.incident, now);
        }
      }
      if (!decisions.some(callsForAnother)) {
        break;
      }
    }
    await this.tell(outlook, kept);
  }

  /** Which alarms are in which incident, where that has changed, and what rules on trial would have done. */
  private async tell(outlook: Outlook, kept: AlarmsKept): Promise<void> {
    const present = new Set((outlook.alarms ?? []).map(({ id }) => id));
    for (const record of this.view.values()) {
      const news = isUnderWay(record.state)
        ? record.alarms.filter(({ id }) => present.has(id) && this.assigned.get(id) !== record.id)
        : [];
      if (news.length > 0) {
        const ids = news.map(({ id }) => id);
        await kept.assigned(record, ids);
        ids.forEach((id) => this.assigned.set(id, record.id));
      }
    }
    for (const id of this.assigned.keys()) {
      if (outlook.alarms !== null && !present.has(id)) {
        this.assigned.delete(id);
      }
    }
    const untold = this.detection.untoldAlarms();
    if (untold.length > 0) {
      await kept.wouldHaveFired(untold);
      this.detection.toldAlarms(untold);
    }
  }

  /** Reads the incidents under way again, and what became of those that no longer are. */
  async refresh(now: number): Promise<void> {
    this.mustRefresh = true;
    const present = new Map((await this.ledger.underWay(this.scope)).map((record) => [record.id, record]));
    for (const before of this.view.values()) {
      if (isUnderWay(before.state) && !present.has(before.id)) {
        const after = await this.ledger.read(this.scope, before.id);
        if (after !== null && isUnderWay(after.state)) {
          present.set(after.id, after);
        } else if (after !== null) {
          this.noteClosed(after);
        }
      }
    }
    this.view = present;
    this.mustRefresh = false;
    this.refreshedAt = now;
  }

  /** What a person closed stays closed for all that came before. */
  noteClosed(record: IncidentRecord): void {
    if (record.state !== 'merged' && record.closedAt !== null) {
      this.detection.closed(
        record.services.map(({ service }) => service),
        record.closedAt,
        { isResolved: record.state === 'resolved' }
      );
    }
  }
}
