import { decideProgress } from './decide-progress.ts';
import { decideMerges, decideWidespread, findWidespread, openWidespread } from './decide-widespread.ts';
import type { Decision } from '../decisions.ts';
import { burstRule } from './describe-rule.ts';
import { judgeSeverity } from './judge-severity.ts';
import { affectedBy, byFirstError, type Situation } from './situation.ts';

/**
 * From what is raised and what is under way to what should happen. It only looks at the present, so that what could
 * not be carried out is simply decided again.
 */
export function decide(situation: Situation): Decision[] {
  const together = findWidespread(situation);
  const wide = together === null ? decideMerges(situation) : decideWidespread(situation, together);
  const spokenFor = new Set(wide.flatMap((decision) => ('incident' in decision ? [decision.incident] : [])));
  const progress = situation.underWay
    .filter(({ id }) => !spokenFor.has(id))
    .flatMap((record) => decideProgress(situation, record) ?? []);
  // New ones wait a tick where five were just found: by then it is known which belong to it.
  return [...wide, ...progress, ...(together === null ? decideNew(situation) : [])];
}

function decideNew(situation: Situation): Decision[] {
  const inIncident = new Set(situation.underWay.flatMap(({ services }) => services.map(({ service }) => service)));
  const fresh = [...situation.elevated.values()].filter(({ service }) => !inIncident.has(service));
  const wide = openWidespread(situation);
  if (wide !== undefined) {
    const services = fresh.map(affectedBy).sort(byFirstError);
    return services.length === 0 ? [] : [{ kind: 'join-services', incident: wide.id, services }];
  }
  return fresh
    .filter(({ burst, service }) => burst && situation.hasSettled(service))
    .map((assessment) => {
      const service = affectedBy(assessment);
      return {
        kind: 'open',
        incidentKind: 'error-burst',
        services: [service],
        rule: burstRule(service, situation.settings),
        severity: judgeSeverity('error-burst', [service], situation.settings),
        startedAt: service.firstErrorAt,
      };
    });
}
