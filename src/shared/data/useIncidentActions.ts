import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Incident, type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { KEYS } from './keys';

export type IncidentAction =
  | 'acknowledgeIncident'
  | 'markMitigating'
  | 'requestHelp'
  | 'markCanWait'
  | 'confirmIncident'
  | 'dismissIncident'
  | 'reopenIncident'
  | 'noteIncident'
  | 'splitIncident'
  | 'mergeIncident'
  | 'unmergeIncident';

export interface ActionRequest<Action extends IncidentAction = IncidentAction> {
  action: Action;
  body: RouteBodySent<Action>;
}

/** These close or open, so they hold only for the incident as it was seen. The others are true whatever came between. */
const HOLDS_FOR_VERSION: ReadonlySet<IncidentAction> = new Set([
  'confirmIncident',
  'dismissIncident',
  'reopenIncident',
  'splitIncident',
  'mergeIncident',
  'unmergeIncident',
]);

/** What a person does to an incident; the answer replaces what is shown at once. */
export function useIncidentAction(incident: Incident, reference: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: ActionRequest) =>
      callSidecar(action, {
        incident: incident.id,
        body,
        version: HOLDS_FOR_VERSION.has(action) ? incident.version : undefined,
        idempotencyKey: newIdempotencyKey(),
      }),
    onSuccess: (changed: Incident) => {
      // A split answers with the new incident, which is another one.
      if (changed.id === incident.id) {
        client.setQueryData(KEYS.incident(reference), changed);
      }
    },
    onSettled: () => {
      for (const queryKey of [KEYS.incident(reference), KEYS.incidents, KEYS.overview]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
