import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IncidentStore } from '../../ports/stores/incident-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';

export interface Standing {
  readonly open: readonly IncidentRecord[];
  readonly awaiting: readonly IncidentRecord[];
  readonly asOf: number;
  /** The store does not answer: this is what was read at `asOf`. */
  readonly isOld: boolean;
}

const LONGEST_LIST = 200;
/** One entry a reader; the one that asked longest ago goes. */
const MAX_READERS = 500;

/**
 * The incidents under way as a reader may see them. While the store is away each reader gets what it saw last, told as
 * such: an overview that fails would hide that lines wait in the spool. Throws StoreUnavailable to who saw nothing yet.
 */
export class StandingIncidents {
  private readonly incidents: Pick<IncidentStore, 'list'>;
  private readonly clock: Clock;
  private readonly seen = new Map<string, Standing>();

  constructor({ incidents, clock }: { incidents: Pick<IncidentStore, 'list'>; clock: Clock }) {
    this.incidents = incidents;
    this.clock = clock;
  }

  async read(scope: Scope): Promise<Standing> {
    const reader = JSON.stringify([scope.organisation, scope.teams, scope.user]);
    try {
      const asOf = this.clock.now();
      const [open, awaiting] = await Promise.all([this.list(scope, 'open'), this.list(scope, 'awaiting-confirmation')]);
      const standing = { open, awaiting, asOf, isOld: false };
      this.remember(reader, standing);
      return standing;
    } catch (error) {
      const last = this.seen.get(reader);
      if (last === undefined || !(error instanceof StoreUnavailable)) {
        throw error;
      }
      return { ...last, isOld: true };
    }
  }

  private async list(scope: Scope, state: 'open' | 'awaiting-confirmation'): Promise<readonly IncidentRecord[]> {
    const { records } = await this.incidents.list(scope, { states: [state], sort: '-startedAt', limit: LONGEST_LIST });
    return records;
  }

  private remember(reader: string, standing: Standing): void {
    this.seen.delete(reader);
    this.seen.set(reader, standing);
    const [oldest] = this.seen.keys();
    if (this.seen.size > MAX_READERS && oldest !== undefined) {
      this.seen.delete(oldest);
    }
  }
}
