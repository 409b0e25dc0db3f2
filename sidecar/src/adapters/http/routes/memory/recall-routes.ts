import type { MemoryRule } from '@incident-memory/contract';
import type { Clock } from '../../../../ports/clock.ts';
import type { Stores } from '../../../../ports/stores/stores.ts';
import { findIncident } from '../../../../usecases/incidents/act-on-incident.ts';
import type { IncidentLedger } from '../../../../usecases/incidents/incident-ledger.ts';
import { dryRunRules } from '../../../../usecases/memory/capture/dry-run-rules.ts';
import type { InMaintenance } from '../../../../usecases/memory/capture/in-maintenance.ts';
import { PATIENCE_OF_PEOPLE, type RecallMemories } from '../../../../usecases/memory/recall/recall-memories.ts';
import type { Handlers } from '../../call.ts';
import { presentRecall } from '../../present/present-recall.ts';

interface Dependencies {
  readonly incidents: IncidentLedger;
  readonly recall: RecallMemories;
  readonly stores: Pick<Stores, 'incidents' | 'templates'>;
  readonly rules: readonly MemoryRule[];
  readonly inMaintenance: InMaintenance;
  readonly clock: Clock;
}

type RecallRoutes = 'recall' | 'recallForIncident' | 'dryRunRules';

export function recallRoutes({
  incidents,
  recall,
  stores,
  rules,
  inMaintenance,
  clock,
}: Dependencies): Pick<Handlers, RecallRoutes> {
  return {
    recall: async ({ reader, body }) => presentRecall(await recall.forWords(reader.scope, body, PATIENCE_OF_PEOPLE)),
    recallForIncident: async ({ reader, params }) =>
      presentRecall(
        await recall.forIncident(
          reader.scope,
          await findIncident(incidents, reader.scope, params.incident),
          PATIENCE_OF_PEOPLE
        )
      ),
    dryRunRules: ({ reader, body }) =>
      dryRunRules({ stores, inMaintenance, now: () => clock.now() }, reader.scope, {
        from: body.from,
        to: body.to,
        rules: body.rules ?? rules,
      }),
  };
}
