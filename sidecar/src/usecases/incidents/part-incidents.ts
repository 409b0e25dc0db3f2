import type { Actor } from '@incident-memory/contract';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import { areKeptApart } from '../../domain/incidents/parting/kept-apart.ts';
import { mergeProblem, returnOf, unmergeProblem } from '../../domain/incidents/parting/merge-incidents.ts';
import { planSplit, type SplitWish } from '../../domain/incidents/parting/split-incident.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Ids } from '../../ports/ids.ts';
import type { IncidentStore } from '../../ports/stores/incident-store.ts';
import type { Turns } from '../turns.ts';
import type { FinishParting } from './finish-parting.ts';
import type { IncidentStreams, Recording } from './incident-streams.ts';
import type { LedgerFailure } from './ledger-failure.ts';

interface Dependencies {
  readonly streams: IncidentStreams;
  readonly finish: FinishParting;
  readonly incidents: Pick<IncidentStore, 'nextNumber' | 'list'>;
  readonly ids: Ids;
  readonly turns: Turns;
}

type Act = Pick<Recording, 'ifVersion' | 'once'> & { readonly actor: Actor; readonly reason: string };

/** Incidents that hold a service of another one are few: one would do to refuse. */
const MAX_ELSEWHERE = 10;

/**
 * Split, merge and unmerge. The event in the incident that the person looks at decides; what follows from it in the
 * other one is written next (finish-parting.ts), and by whoever looks at the first one next where we die in between.
 */
export class PartIncidents {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** The new incident. */
  async split(scope: Scope, id: string, act: Act & SplitWish): Promise<Result<IncidentRecord, LedgerFailure>> {
    const { streams, finish, ids, incidents, turns } = this.dependencies;
    const { actor, ifVersion, once, reason } = act;
    return turns.take(id, async () => {
      const recorded = await streams.record(scope, id, {
        ...{ actor, ifVersion, once },
        events: async (standing) => {
          if (!isUnderWay(standing.state)) {
            return fail({ kind: 'refused', state: standing.state, event: 'split-off' });
          }
          await finish.all(standing);
          const plan = planSplit(standing, act);
          if (!plan.ok) {
            return fail({ kind: 'unfit', act: 'split', problem: plan.failure });
          }
          const { services, alarms, alerts } = plan.value;
          const payload = {
            how: 'split' as const,
            services: services.map(({ service }) => service),
            alarms: alarms.map((alarm) => alarm.id),
            alerts: alerts.map(({ fingerprint }) => fingerprint),
            to: { id: ids.next('inc'), number: await incidents.nextNumber(scope) },
            reason,
          };
          return succeed([{ type: 'split-off', payload }]);
        },
      });
      if (!recorded.ok) {
        return recorded;
      }
      const { record, sequence } = recorded.value;
      await finish.all(record);
      const link = record.splits.find((split) => split.sequence === sequence);
      const part = link === undefined ? null : await streams.read(systemScope(scope.organisation), link.id);
      return part === null ? fail({ kind: 'unknown' }) : succeed(part);
    });
  }

  /** The incident that is part of the other one now. */
  async merge(scope: Scope, id: string, act: Act & { into: string }): Promise<Result<IncidentRecord, LedgerFailure>> {
    const { streams, finish } = this.dependencies;
    const { actor, ifVersion, once, reason } = act;
    return this.takeBoth(id, act.into, async () => {
      const recorded = await streams.record(scope, id, {
        ...{ actor, ifVersion, once },
        events: async (standing) => {
          await finish.all(standing);
          const into = await streams.read(scope, act.into);
          if (into === null) {
            return fail({ kind: 'unknown' });
          }
          const problem = mergeProblem(standing, into);
          if (problem !== null) {
            return fail({ kind: 'unfit', act: 'merge', problem });
          }
          return actor.kind === 'system' && areKeptApart(standing, into)
            ? fail({ kind: 'kept-apart' })
            : succeed([{ type: 'merged', payload: { into: into.id, intoNumber: into.number, reason } }]);
        },
      });
      if (!recorded.ok) {
        return recorded;
      }
      await finish.all(recorded.value.record);
      return succeed(recorded.value.record);
    });
  }

  /** The incident that is one of its own again. */
  async unmerge(scope: Scope, id: string, act: Act): Promise<Result<IncidentRecord, LedgerFailure>> {
    const { streams, finish } = this.dependencies;
    const { actor, ifVersion, once, reason } = act;
    const merged = await streams.read(scope, id);
    return this.takeBoth(id, merged?.mergedInto ?? id, async () => {
      const recorded = await streams.record(scope, id, {
        ...{ actor, ifVersion, once },
        events: async (standing) => {
          await finish.all(standing);
          const own = systemScope(scope.organisation);
          const from = standing.mergedInto === null ? null : await streams.read(own, standing.mergedInto);
          const elsewhere = standing.state === 'merged' ? await this.othersWith(standing) : [];
          const problem = unmergeProblem(standing, { from, elsewhere });
          return from === null || problem !== null
            ? fail({ kind: 'unfit', act: 'unmerge', problem: problem ?? '' })
            : succeed([{ type: 'unmerged', payload: returnOf(standing, from, reason) }]);
        },
      });
      if (!recorded.ok) {
        return recorded;
      }
      await finish.all(recorded.value.record);
      return succeed(recorded.value.record);
    });
  }

  private async othersWith(record: IncidentRecord): Promise<IncidentRecord[]> {
    const { records } = await this.dependencies.incidents.list(systemScope(record.organisation), {
      states: ['open', 'awaiting-confirmation'],
      services: record.services.map(({ service }) => service),
      sort: '-startedAt',
      limit: MAX_ELSEWHERE,
    });
    return records.filter(({ id }) => id !== record.id && id !== record.mergedInto);
  }

  /** Always in the same order, so that two who merge each other's incidents do not wait for each other for ever. */
  private takeBoth<Value>(one: string, other: string, task: () => Promise<Value>): Promise<Value> {
    const { turns } = this.dependencies;
    const [first, second] = one < other ? [one, other] : [other, one];
    return turns.take(first, () => (first === second ? task() : turns.take(second, task)));
  }
}
