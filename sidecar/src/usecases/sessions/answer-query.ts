import { RecallBody } from '@incident-memory/contract';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { understandQuestion, type Understood } from '../../domain/questions/understand-question.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { incidentLine } from '../clients/tell-incidents.ts';
import { adviceLine } from '../clients/tell-memory.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';
import type { Recalled, RecallMemories } from '../memory/recall/recall-memories.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';
import { tellRecalled } from './tell-recalled.ts';

interface Dependencies {
  readonly recall: Pick<RecallMemories, 'forWords' | 'forIncident'>;
  readonly incidents: IncidentLedger;
  readonly stores: Pick<Stores, 'incidents' | 'statistics'>;
  readonly sessions: SessionStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly redact: (text: string) => string;
}

export interface AnsweredQuery {
  readonly session: string;
  readonly lines: readonly string[];
  readonly understood: Understood;
  readonly incident: IncidentRecord | null;
  readonly memories: readonly MemoryRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly doNotTry: readonly string[];
}

/** A service that was not heard for longer is not known by its name any more. */
const KNOWN_FOR_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_OPEN = 5;
const MOST_USED = 10;

/**
 * Questions in words, answered without a model from memory and from what the watcher knows: what is open, what was seen
 * before, what helped, what not to try. A session remembers what was spoken of, so that the next question can lean on it.
 */
export class AnswerQuery {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async answer(
    scope: Scope,
    { text, session: id }: { text: string; session?: string | undefined }
  ): Promise<AnsweredQuery> {
    const { sessions, clock, ids, redact } = this.dependencies;
    const question = redact(text);
    const session = id === undefined ? null : await sessions.find(scope, id);
    if (id !== undefined && session === null) {
      throw new ApplicationError('IM_SESSION_UNKNOWN');
    }
    const understood = understandQuestion(question, await this.knownServices(scope), {
      services: session?.services ?? [],
      incident: session?.incident ?? null,
      question: session?.turns.at(-1)?.text ?? null,
    });
    const incident = await this.incidentMeant(scope, understood);
    const services = incident === null ? understood.services : [incident.service];
    const [open, recalled] = await Promise.all([
      this.openIncidents(scope, services),
      this.recalled(scope, { incident, text: understood.text, services }),
    ]);
    const others = open.filter((one) => one.id !== incident?.id);
    const lines = answerLines({ incident, others, services, recalled }, clock.now());
    const memories = recalled.matches.slice(0, MOST_USED).map(({ record }) => record);
    const incidents = [...(incident === null ? [] : [incident]), ...others];
    const now = clock.now();
    const record: SessionRecord = {
      id: session?.id ?? ids.next('ses'),
      startedAt: session?.startedAt ?? now,
      updatedAt: now,
      services: services.length > 0 ? services : (session?.services ?? []),
      incident: incident?.id ?? open[0]?.id ?? session?.incident ?? null,
      turns: [
        ...(session?.turns ?? []),
        {
          at: now,
          text: question,
          answer: lines.join('\n'),
          memories: restedOn(recalled),
          incidents: incidents.map((one) => one.id),
        },
      ],
    };
    await sessions.save(scope, record);
    const doNotTry = recalled.doNotTry.map(adviceLine);
    return {
      session: record.id,
      lines,
      understood: { ...understood, services },
      incident,
      memories,
      incidents,
      doNotTry,
    };
  }

  private async knownServices(scope: Scope): Promise<string[]> {
    const { stores, clock } = this.dependencies;
    const [heard, { records }] = await Promise.all([
      stores.statistics.lastSeen(scope, clock.now() - KNOWN_FOR_MS),
      stores.incidents.list(scope, { sort: '-startedAt', limit: 200 }),
    ]);
    const inIncidents = records.flatMap(({ services }) => services.map(({ service }) => service));
    return [...new Set([...heard.keys(), ...inIncidents])].sort();
  }

  /** Unknown, of others, and forgotten are the same: none. */
  private async incidentMeant(scope: Scope, { incident, services }: Understood): Promise<IncidentRecord | null> {
    const { incidents, stores } = this.dependencies;
    switch (incident?.kind) {
      case 'number':
        return incidents.readByNumber(scope, incident.number);
      case 'spoken-of':
        return incidents.read(scope, incident.id);
      case 'newest': {
        const about = services.length > 0 ? { services } : {};
        const { records } = await stores.incidents.list(scope, { ...about, sort: '-startedAt', limit: 1 });
        return records[0] ?? null;
      }
      default:
        return null;
    }
  }

  private async openIncidents(scope: Scope, services: readonly string[]): Promise<IncidentRecord[]> {
    const { records } = await this.dependencies.stores.incidents.list(scope, {
      states: ['open', 'awaiting-confirmation'],
      ...(services.length > 0 ? { services } : {}),
      sort: '-startedAt',
      limit: MOST_OPEN,
    });
    return records;
  }

  /** Of an incident by all that was seen of it; where that is like nothing, by the words that were asked. */
  private async recalled(
    scope: Scope,
    { incident, text, services }: { incident: IncidentRecord | null; text: string; services: readonly string[] }
  ): Promise<Recalled> {
    const { recall } = this.dependencies;
    const byIncident = incident === null ? null : await recall.forIncident(scope, incident);
    if (byIncident !== null && byIncident.matches.length > 0) {
      return byIncident;
    }
    const [service] = services;
    return recall.forWords(scope, RecallBody.parse({ text, ...(service === undefined ? {} : { service }) }));
  }
}

/** Every memory whose words may stand in the answer: with any of them forgotten, the answer goes too. */
function restedOn({ matches, imported, ...advice }: Recalled): string[] {
  const { recommended, doNotTry, contested, untested } = advice;
  return [
    ...new Set([
      ...matches.map(({ record }) => record.id),
      ...[recommended, doNotTry, contested, untested].flat().flatMap(({ from }) => from.map(({ memory }) => memory)),
      ...imported.map(({ memory }) => memory),
    ]),
  ];
}

function answerLines(
  {
    incident,
    others,
    services,
    recalled,
  }: {
    incident: IncidentRecord | null;
    others: readonly IncidentRecord[];
    services: readonly string[];
    recalled: Recalled;
  },
  now: number
): string[] {
  const place = services.length === 0 ? '' : ` at ${services.join(', ')}`;
  const open =
    others.length > 0
      ? others.map((one) => `Under way: ${incidentLine(one, now)}`)
      : incident === null
        ? [`No incident is under way${place}.`]
        : [];
  return [...(incident === null ? [] : [incidentLine(incident, now)]), ...open, ...tellRecalled(recalled)];
}
