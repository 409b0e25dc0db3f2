import { RecallBody, type Advice } from '@incident-memory/contract';
import type { z } from 'zod';
import { isSameFix } from '../../domain/memory/capture/same-fix.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { nameOfCall, requireRole, type Client } from '../../usecases/clients/client.ts';
import { incidentLine } from '../../usecases/clients/tell-incidents.ts';
import { adviceLine, PROVENANCE_WORDS, tellMemory } from '../../usecases/clients/tell-memory.ts';
import { findIncident } from '../../usecases/incidents/act-on-incident.ts';
import type { IncidentLedger } from '../../usecases/incidents/incident-ledger.ts';
import type { AttemptOnIncident } from '../../usecases/memory/attempts/attempt-on-incident.ts';
import type { IncidentMemory } from '../../usecases/memory/capture/incident-memory.ts';
import type { Recalled, RecallMemories } from '../../usecases/memory/recall/recall-memories.ts';
import { tellRecalled } from '../../usecases/sessions/tell-recalled.ts';
import type { DoNotTryInput, IncidentInput, OpenIncidentsInput, OutcomeInput, RecallInput } from './tool-requests.ts';

interface Dependencies {
  readonly recall: Pick<RecallMemories, 'forWords' | 'forIncident'>;
  readonly incidents: IncidentLedger;
  readonly stores: Pick<Stores, 'incidents'>;
  readonly memory: IncidentMemory;
  readonly attempts: AttemptOnIncident;
  readonly clock: Pick<Clock, 'now'>;
  readonly isEnabled: boolean;
}

/** What a tool says: lines of recorded text, and the same for programs. */
export interface ToolAnswer {
  readonly lines: readonly string[];
  readonly structured: Record<string, unknown>;
}

/** What the tools of MCP do. The scope of the credential is in every call. */
export class MemoryTools {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async recall(client: Client, input: z.output<typeof RecallInput>): Promise<ToolAnswer> {
    const recalled = await this.recalled(client, input, input.limit);
    return { lines: tellRecalled(recalled), structured: structuredRecall(recalled) };
  }

  async doNotTry(client: Client, input: z.output<typeof DoNotTryInput>): Promise<ToolAnswer> {
    const { doNotTry, contested, note } = await this.recalled(client, input, 10);
    const { fix } = input;
    const isMeant = ({ fix: known }: Advice): boolean =>
      fix === undefined || isSameFix(known, { ...known, words: fix, exact: '' });
    const against = doNotTry.filter(isMeant);
    const both = contested.filter(isMeant);
    const lines = [
      ...against.map((advice) => `Do not try: ${adviceLine(advice)}`),
      ...both.map((advice) => `Contested: it helped and it did not: ${adviceLine(advice)}`),
    ];
    const none = note ?? 'Nothing in memory speaks against it. That nothing is recorded does not make anything safe.';
    return {
      lines: lines.length === 0 ? [none] : lines,
      structured: { do_not_try: against.map(structuredAdvice), contested: both.map(structuredAdvice), note },
    };
  }

  async openIncidents({ scope }: Client, { service, limit }: z.output<typeof OpenIncidentsInput>): Promise<ToolAnswer> {
    const { stores, clock } = this.dependencies;
    const { records } = await stores.incidents.list(scope, {
      states: ['open', 'awaiting-confirmation'],
      ...(service === undefined ? {} : { services: [service] }),
      sort: '-startedAt',
      limit,
    });
    const now = clock.now();
    return {
      lines: records.length === 0 ? ['No incident is open.'] : records.map((record) => incidentLine(record, now)),
      structured: {
        incidents: records.map(({ number, id, state, severity, service: first, startedAt }) => ({
          ...{ incident: `INC-${number}`, id, state, severity, service: first },
          started_at: new Date(startedAt).toISOString(),
        })),
      },
    };
  }

  async incidentDetails({ scope }: Client, { incident }: z.output<typeof IncidentInput>): Promise<ToolAnswer> {
    const { incidents, recall, memory, clock } = this.dependencies;
    const record = await findIncident(incidents, scope, incident);
    const [recalled, own] = await Promise.all([recall.forIncident(scope, record), memory.find(scope, record)]);
    return {
      lines: [
        incidentLine(record, clock.now()),
        ...(own === null ? [] : [`So far: ${tellMemory(own)}`]),
        ...tellRecalled(recalled),
      ],
      structured: {
        incident: `INC-${record.number}`,
        id: record.id,
        state: record.state,
        services: record.services.map(({ service }) => service),
        recall: structuredRecall(recalled),
      },
    };
  }

  /**
   * An outcome is proof, from which what is recommended follows: it is taken from a person's own tool, as that person's
   * word. A program by itself could talk the product into anything.
   */
  async recordOutcome(client: Client, input: z.output<typeof OutcomeInput>): Promise<ToolAnswer> {
    requireRole(client, 'Editor');
    if (!this.dependencies.isEnabled) {
      throw new ApplicationError('IM_MEMORY_OFF');
    }
    if (client.actor.kind !== 'person') {
      throw new ApplicationError('IM_CLIENT_IS_NO_PERSON');
    }
    const { incident, fix: words, kind, target, outcome, note } = input;
    const once = nameOfCall(client, 'record_outcome', input);
    const asked = { scope: client.scope, login: client.actor.name, reference: incident, once };
    const fix = { kind, words, target, exact: '', undo: '' };
    const { memory, attempt } = await this.dependencies.attempts.record(asked, { fix, outcome, note });
    return { lines: [recordedLine(memory, attempt)], structured: { memory: memory.id, attempt, outcome } };
  }

  private recalled(
    { scope }: Client,
    input: { situation: string; service?: string | undefined; error_type?: string | undefined },
    limit: number
  ): Promise<Recalled> {
    const { situation: text, service, error_type: errorType } = input;
    const body = {
      ...{ text, limit },
      ...(service === undefined ? {} : { service }),
      ...(errorType === undefined ? {} : { errorType }),
    };
    return this.dependencies.recall.forWords(scope, RecallBody.parse(body));
  }
}

function recordedLine({ attempts }: MemoryRecord, attempt: string): string {
  const recorded = attempts.find(({ id }) => id === attempt);
  return `Recorded: ${recorded?.outcomeSentence ?? ''}`;
}

function structuredRecall(recalled: Recalled): Record<string, unknown> {
  const { seen, abstained, matches, recommended, doNotTry, contested, imported, note } = recalled;
  return {
    seen: { verdict: seen.verdict, times: seen.times },
    abstained,
    matches: matches.map(({ record, strength, matches: like, differs }) => ({
      memory: record.id,
      incident: record.incident === null ? null : `INC-${record.incident.number}`,
      title: record.title,
      strength,
      provenance: PROVENANCE_WORDS[record.provenance],
      flags: [...record.flags],
      stale: record.stale?.reason ?? null,
      matches: like.map(({ sentence }) => sentence),
      differs: differs.map(({ sentence }) => sentence),
    })),
    recommended: recommended.map(structuredAdvice),
    do_not_try: doNotTry.map(structuredAdvice),
    contested: contested.map(structuredAdvice),
    imported: imported.map(({ memory, title, provenance }) => ({ memory, title, provenance })),
    note,
  };
}

function structuredAdvice({ fix, verdict, sentence, verified, from }: Advice): Record<string, unknown> {
  return { fix: fix.words, kind: fix.kind, verdict, sentence, verified, memories: from.map(({ memory }) => memory) };
}
