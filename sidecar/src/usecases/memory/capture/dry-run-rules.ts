import type { MemoryRule, RulesDryRun } from '@incident-memory/contract';
import { incidentTitle } from '../../../domain/incidents/sentences/incident-title.ts';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { judgeRules } from '../../../domain/memory/capture/remember-rules.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { rememberableOf } from './rememberable-of.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'incidents' | 'templates'>;
  readonly inMaintenance: (incident: IncidentRecord) => Promise<boolean>;
}

const MOST_INCIDENTS = 2000;
const PORTION = 200;
const MAX_EXAMPLES = 3;
const MAX_MESSAGES = 50;
const AROUND_MS = 60_000;
/** As long as it may take of an answer's time. */
const MOST_MS = 20_000;

/** What rules would have remembered of incidents that the reader may see. Nothing is changed. */
export async function dryRunRules(
  { stores, inMaintenance, now }: Dependencies & { now: () => number },
  scope: Scope,
  { rules, from, to }: { rules: readonly MemoryRule[]; from: number; to: number }
): Promise<RulesDryRun> {
  const counts = new Map(
    rules.map(({ name, remember }) => [name, { name, remember, count: 0, examples: [] as Example[] }])
  );
  const answer = { incidents: 0, remembered: 0 };
  const until = now() + MOST_MS;
  let cursor: string | undefined;
  do {
    const page = await stores.incidents.list(scope, {
      ...{ from, to, sort: '-startedAt', limit: PORTION, states: ['resolved', 'awaiting-confirmation'] },
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const incident of page.records.filter(({ startedAt }) => startedAt >= from)) {
      const messages = await messagesOf(stores, scope, incident);
      const verdict = judgeRules(
        rules,
        rememberableOf(incident, { messages, inMaintenance: await inMaintenance(incident) })
      );
      answer.incidents += 1;
      answer.remembered += verdict.remember ? 1 : 0;
      const rule = verdict.rule === null ? undefined : counts.get(verdict.rule);
      if (rule !== undefined) {
        rule.count += 1;
        rule.examples.push(...(rule.examples.length < MAX_EXAMPLES ? [exampleOf(incident)] : []));
      }
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && answer.incidents < MOST_INCIDENTS && now() < until);
  return { ...answer, rules: [...counts.values()] };
}

type Example = RulesDryRun['rules'][number]['examples'][number];

function exampleOf(incident: IncidentRecord): Example {
  return {
    incident: incident.id,
    number: incident.number,
    title: incidentTitle(incident),
    startedAt: new Date(incident.startedAt).toISOString(),
  };
}

async function messagesOf(
  { templates }: Dependencies['stores'],
  scope: Scope,
  { services, startedAt, quietSince, closedAt, updatedAt }: IncidentRecord
): Promise<string[]> {
  const found = await templates.summaries(scope, {
    services: services.map(({ service }) => service),
    from: startedAt - AROUND_MS,
    to: (quietSince ?? closedAt ?? updatedAt) + AROUND_MS,
    limit: MAX_MESSAGES,
  });
  return found.filter(({ errors }) => errors > 0).map(({ text }) => text);
}
