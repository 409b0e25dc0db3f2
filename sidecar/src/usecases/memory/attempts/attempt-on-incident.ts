import type { Actor, BeginAttemptBody, Context, Fix, Outcome, RejectBody } from '@incident-memory/contract';
import type { z } from 'zod';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { contextOfIncident } from '../../../domain/memory/capture/context-of-incident.ts';
import type { IncidentFacts } from '../../../domain/memory/capture/incident-facts.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { OUTCOME_WORDS } from '../../../domain/memory/sentences/outcome-words.ts';
import { systemScope, type Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Ids } from '../../../ports/ids.ts';
import { findIncident } from '../../incidents/act-on-incident.ts';
import type { IncidentLedger } from '../../incidents/incident-ledger.ts';
import type { IncidentMemory } from '../capture/incident-memory.ts';
import { memoryRefusalError } from '../memory-failure.ts';
import type { MemoryLedger, Telling } from '../memory-ledger.ts';
import type { TellIncident } from './tell-incident.ts';

interface Dependencies {
  readonly incidents: IncidentLedger;
  readonly ledger: MemoryLedger;
  readonly memory: IncidentMemory;
  readonly tell: TellIncident;
  readonly facts: (incident: IncidentRecord) => Promise<IncidentFacts>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  /** How a person may be named: some do not want to be. */
  readonly nameOf: (login: string) => string;
}

/** Who asks, about which incident, and under which name the request may come again. */
export interface Asked {
  readonly scope: Scope;
  readonly login: string;
  /** An id, `INC-42` or `42`. */
  readonly reference: string;
  readonly once: string | undefined;
}

/**
 * What people do about an incident while it goes on. To suggest is not to do and to accept is not to have done: an
 * attempt has an outcome only once it is known when it took effect. Each is kept in the incident's memory, and told on
 * its timeline.
 */
export class AttemptOnIncident {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async begin(asked: Asked, { fix, from, context, appliedAt, role }: BeginAttempt): Promise<MemoryRecord> {
    const { clock, ids } = this.dependencies;
    const id = ids.next('att');
    const now = clock.now();
    return this.change(asked, true, (known) => {
      const attempt = {
        id,
        fix,
        by: this.named(asked.login, role),
        begunAt: Math.min(appliedAt ?? now, now),
        context: { ...known, ...context },
        from: from ?? null,
      };
      return [
        { type: 'attempt-begun', payload: { attempt } },
        ...(appliedAt === undefined ? [] : [doneEvent(id, { fix, at: Math.min(appliedAt, now) })]),
      ];
    });
  }

  async finish(asked: Asked, id: string, appliedAt: number | undefined): Promise<MemoryRecord> {
    const now = this.dependencies.clock.now();
    return this.change(asked, false, (_, memory) => {
      const fix = memory.attempts.find((attempt) => attempt.id === id)?.fix;
      return [doneEvent(id, { fix, at: Math.min(appliedAt ?? now, now) })];
    });
  }

  async withdraw(asked: Asked, id: string): Promise<MemoryRecord> {
    return this.change(asked, false, () => [{ type: 'attempt-withdrawn', payload: { attempt: id } }]);
  }

  /** A person's word; where nobody had said that it was done, it is done by that word. */
  async judge(asked: Asked, id: string, { outcome, note }: { outcome: Outcome; note: string }): Promise<MemoryRecord> {
    const now = this.dependencies.clock.now();
    return this.change(asked, false, (_, memory) => {
      const attempt = memory.attempts.find((one) => one.id === id);
      return [
        ...(attempt?.state === 'doing' ? [doneEvent(id, { fix: attempt.fix, at: now })] : []),
        judgedEvent(id, { fix: attempt?.fix, by: this.named(asked.login), outcome, note }),
      ];
    });
  }

  /**
   * A fix that was done, and what became of it, told in one go afterwards. All of it is written or nothing, and under its
   * `once` it is one record however often it is told.
   */
  async record(
    asked: Asked & { readonly once: string },
    { fix, outcome, note }: { fix: Fix; outcome: Outcome; note: string }
  ): Promise<{ memory: MemoryRecord; attempt: string }> {
    const now = this.dependencies.clock.now();
    const id = `att_${asked.once.slice(0, ATTEMPT_ID_LENGTH)}`;
    const by = this.named(asked.login);
    const memory = await this.change(asked, true, (context) => [
      { type: 'attempt-begun', payload: { attempt: { id, fix, by, begunAt: now, context, from: null } } },
      doneEvent(id, { fix, at: now }),
      judgedEvent(id, { fix, by, outcome, note }),
    ]);
    return { memory, attempt: id };
  }

  async reject(asked: Asked, { fix, from, reason }: z.output<typeof RejectBody>): Promise<MemoryRecord> {
    const { clock, ids } = this.dependencies;
    const id = ids.next('att');
    return this.change(asked, true, (context) => {
      const attempt = {
        id,
        fix,
        by: this.named(asked.login),
        begunAt: clock.now(),
        context,
        from: from === undefined ? null : { ...from, modified: false },
      };
      return [{ type: 'suggestion-rejected', payload: { attempt, reason } }];
    });
  }

  private async change(
    { scope, login, reference, once }: Asked,
    mayBegin: boolean,
    decide: (context: Context, memory: MemoryRecord) => Telling[]
  ): Promise<MemoryRecord> {
    const { incidents, ledger, memory: memories, tell, facts } = this.dependencies;
    const incident = await findIncident(incidents, scope, reference);
    const gathered = mayBegin ? await facts(incident) : null;
    const memory =
      gathered === null
        ? await memories.find(scope, incident)
        : await memories.ensure(incident, () => Promise.resolve(gathered));
    if (memory === null) {
      throw memoryRefusalError(mayBegin ? { kind: 'unknown' } : { kind: 'attempt-unknown' });
    }
    const context = gathered === null ? {} : contextOfIncident(incident, gathered.changes);
    const actor: Actor = { kind: 'person', name: login };
    const recorded = await ledger.record(systemScope(scope.organisation), memory.id, {
      actor,
      once,
      events: (standing) => ({ ok: true, value: decide(context, standing) }),
    });
    if (!recorded.ok) {
      throw memoryRefusalError(recorded.failure);
    }
    await tell.incidentOf(recorded.value, incident.id);
    return recorded.value;
  }

  private named(login: string, role?: string): string {
    return role ?? this.dependencies.nameOf(login);
  }
}

const ATTEMPT_ID_LENGTH = 32;

type BeginAttempt = z.output<typeof BeginAttemptBody>;

function doneEvent(attempt: string, { fix, at }: { fix: Fix | undefined; at: number }): Telling {
  return {
    type: 'attempt-done',
    payload: { attempt, appliedAt: at, knownFrom: 'person', sentence: `Done: ${fix?.words ?? ''}` },
  };
}

function judgedEvent(
  attempt: string,
  { fix, by, outcome, note }: { fix: Fix | undefined; by: string; outcome: Outcome; note: string }
): Telling {
  const words = `${by} says of "${fix?.words ?? ''}": ${OUTCOME_WORDS[outcome]}`;
  const sentence = note === '' ? words : `${words} (${note})`;
  return { type: 'outcome-judged', payload: { attempt, outcome, knownFrom: 'person', sentence } };
}
