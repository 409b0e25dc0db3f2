import {
  deploymentOccurrences,
  UNKNOWN_DEPLOYMENT,
} from '../../domain/occurrences/kubernetes/deployment-occurrences.ts';
import { eventOccurrence } from '../../domain/occurrences/kubernetes/event-occurrence.ts';
import { podOccurrences } from '../../domain/occurrences/kubernetes/pod-occurrences.ts';
import { resourceOfEvent, resourceOfPod } from '../../domain/occurrences/kubernetes/resource-of-object.ts';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import type { RawResource } from '../../domain/signals/raw-signals.ts';
import { readDeployment, readEvent, readPod, type ObjectProblem } from './read-objects.ts';

/** What one object tells; nothing where it is everyday noise or of a kind that tells nothing. */
export interface ToldByObject {
  readonly occurrences: readonly RawOccurrence[];
  readonly resources: readonly RawResource[];
}

const NOTHING: ToldByObject = { occurrences: [], resources: [] };

/** Of an object that is told alone, without those before it. `cluster`: where the object itself does not say. */
export function readToldObject(
  value: unknown,
  { cluster, now }: { cluster: string | null; now: number }
): Result<ToldByObject, ObjectProblem> {
  switch (kindOf(value)) {
    case 'Event':
      return told(readEvent(value), (event) => {
        const known = event.cluster ?? cluster;
        const occurrence = eventOccurrence(event, known);
        const resource = occurrence === null ? null : resourceOfEvent(event, known);
        return {
          occurrences: occurrence === null ? [] : [occurrence],
          resources: resource === null ? [] : [resource],
        };
      });
    case 'Pod':
      return told(readPod(value), (pod) => ({
        occurrences: podOccurrences(pod, { cluster, now }),
        resources: [resourceOfPod(pod, cluster)],
      }));
    case 'Deployment':
      return told(readDeployment(value), (deployment) => ({
        occurrences: deploymentOccurrences(deployment, { known: UNKNOWN_DEPLOYMENT, cluster, now }).occurrences,
        resources: [],
      }));
    default:
      return succeed(NOTHING);
  }
}

/** Exporters leave the kind of an event out. */
function kindOf(value: unknown): string {
  const kind = value instanceof Object && Object.hasOwn(value, 'kind') ? (value as { kind: unknown }).kind : undefined;
  return typeof kind === 'string' && kind !== '' ? kind : 'Event';
}

function told<Value>(
  read: Result<Value, ObjectProblem>,
  tell: (value: Value) => ToldByObject
): Result<ToldByObject, ObjectProblem> {
  return read.ok ? succeed(tell(read.value)) : fail(read.failure);
}
