import type { IncidentLedger } from '../../../../usecases/incidents/incident-ledger.ts';
import { findIncident } from '../../../../usecases/incidents/act-on-incident.ts';
import type { AttemptOnIncident, Asked } from '../../../../usecases/memory/attempts/attempt-on-incident.ts';
import type { IncidentMemory } from '../../../../usecases/memory/capture/incident-memory.ts';
import { onceName } from '../../answer-once.ts';
import type { Call, Handlers } from '../../call.ts';
import { presentMemory } from '../../present/present-memory.ts';
import { requireOn } from './memory-routes.ts';

interface Dependencies {
  readonly incidents: IncidentLedger;
  readonly memory: IncidentMemory;
  readonly attempts: AttemptOnIncident;
  readonly isEnabled: boolean;
  readonly onSuggestion: (how: 'taken' | 'modified' | 'refused') => void;
}

type AttemptRoutes =
  | 'readIncidentMemory'
  | 'beginAttempt'
  | 'finishAttempt'
  | 'withdrawAttempt'
  | 'judgeAttempt'
  | 'rejectSuggestion';

/** What was tried in an incident, and what became of it. */
export function attemptRoutes({
  incidents,
  memory,
  attempts,
  isEnabled,
  onSuggestion,
}: Dependencies): Pick<Handlers, AttemptRoutes> {
  const asked = ({ reader, params, request }: Pick<Call<'beginAttempt'>, 'reader' | 'params' | 'request'>): Asked => {
    requireOn(isEnabled);
    const once = onceName({ reader, request });
    return { scope: reader.scope, login: reader.login, reference: params.incident, once };
  };
  return {
    readIncidentMemory: async ({ reader, params }) => {
      const incident = await findIncident(incidents, reader.scope, params.incident);
      const record = await memory.find(reader.scope, incident);
      return record === null ? null : presentMemory(record);
    },
    beginAttempt: async (call) => {
      const begun = await attempts.begin(asked(call), call.body);
      if (call.body.from !== undefined) {
        onSuggestion(call.body.from.modified ? 'modified' : 'taken');
      }
      return presentMemory(begun);
    },
    finishAttempt: async (call) =>
      presentMemory(await attempts.finish(asked(call), call.params.attempt, call.body.appliedAt)),
    withdrawAttempt: async (call) => presentMemory(await attempts.withdraw(asked(call), call.params.attempt)),
    judgeAttempt: async (call) => presentMemory(await attempts.judge(asked(call), call.params.attempt, call.body)),
    rejectSuggestion: async (call) => {
      const rejected = await attempts.reject(asked(call), call.body);
      onSuggestion('refused');
      return presentMemory(rejected);
    },
  };
}
