import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord, LinkedBy } from '../../domain/incidents/incident-record.ts';
import { isUnderWay } from '../../domain/incidents/life-cycle.ts';
import { absorptionOf, departureOf } from '../../domain/incidents/parting/merge-incidents.ts';
import { openingOfSplit } from '../../domain/incidents/parting/split-incident.ts';
import type { PlacedEvent } from '../../domain/incidents/project-incident.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { IncidentStreams } from './incident-streams.ts';
import { moveAlarms, type KeptAlarms } from './move-alarms.ts';
import type { ServiceClaims } from './service-claims.ts';

/** What was found finished is not looked at again; beyond so many we begin anew. */
const MAX_REMEMBERED = 10_000;

/**
 * What an event of one incident owes to another one: a split opens a new incident, a merge is told to the one that takes
 * it in, an unmerge to the one that it leaves. All of it follows from the first event and is written once, however often
 * and by whomever it is finished: what follows carries the name of what it follows from. Claims on services
 * and the alarms that are kept are moved last; until then a claim names an incident that leads to the right one.
 */
export class FinishParting {
  private readonly streams: IncidentStreams;
  private readonly claims: ServiceClaims;
  private readonly alarms: KeptAlarms;
  private readonly finished = new Set<string>();

  constructor({ streams, claims, alarms }: { streams: IncidentStreams; claims: ServiceClaims; alarms: KeptAlarms }) {
    this.streams = streams;
    this.claims = claims;
    this.alarms = alarms;
  }

  /** Finishes whatever the incident's events owe; true where something was missing. */
  async all(record: IncidentRecord): Promise<boolean> {
    let wasMissing = false;
    for (const { sequence, finish } of this.owed(record)) {
      const name = nameOf(record, sequence);
      if (!this.finished.has(name)) {
        wasMissing = (await finish()) || wasMissing;
        this.remember(name);
      }
    }
    return wasMissing;
  }

  private owed(record: IncidentRecord): { sequence: number; finish: () => Promise<boolean> }[] {
    const { splits, mergedInto, mergedAtSequence, unmergedFrom } = record;
    return [
      ...splits.map((link) => ({ sequence: link.sequence, finish: () => this.finishSplit(record, link) })),
      ...(mergedInto === null || mergedAtSequence === null
        ? []
        : [
            {
              sequence: mergedAtSequence,
              finish: () => this.finishMerge(record, { into: mergedInto, sequence: mergedAtSequence }),
            },
          ]),
      ...(unmergedFrom === null
        ? []
        : [{ sequence: unmergedFrom.sequence, finish: () => this.finishUnmerge(record, unmergedFrom) }]),
    ];
  }

  private async finishSplit(record: IncidentRecord, link: LinkedBy): Promise<boolean> {
    const scope = systemScope(record.organisation);
    const there = await this.streams.read(scope, link.id);
    const part = there ?? (await this.openPart(record, link));
    if (part !== null && isUnderWay(part.state)) {
      await this.moveClaims(part, { from: record.id, to: part.id });
      await moveAlarms(this.alarms, part);
    }
    return there === null;
  }

  private async openPart(record: IncidentRecord, { id, sequence }: LinkedBy): Promise<IncidentRecord | null> {
    const scope = systemScope(record.organisation);
    const found = await this.streams.eventAt(scope, { id: record.id, sequence });
    if (found?.event.type !== 'split-off' || found.before === null) {
      return null;
    }
    const payload = openingOfSplit(found.before, found.event.payload);
    const news = { stream: id, events: [{ type: 'opened', payload }] as const, actor: found.event.actor, history: [] };
    const opened = await this.streams.append(scope, null, news);
    return opened === 'conflict' ? this.streams.read(scope, id) : opened;
  }

  private async finishMerge(
    record: IncidentRecord,
    { into: intoId, sequence }: { into: string; sequence: number }
  ): Promise<boolean> {
    const scope = systemScope(record.organisation);
    const into = await this.streams.read(scope, intoId);
    if (into === null) {
      return false;
    }
    const isTold = into.absorbed.some((one) => one.id === record.id && one.sequence === sequence);
    const cause = isTold ? undefined : (await this.streams.eventAt(scope, { id: record.id, sequence }))?.event;
    if (cause?.type === 'merged') {
      const payload = absorptionOf(record, { sequence, reason: cause.payload.reason ?? '' });
      await this.tell(intoId, { cause, follows: () => ({ type: 'absorbed', payload }) });
    }
    await this.moveClaims(record, { from: record.id, to: intoId });
    await moveAlarms(this.alarms, { ...into, alarms: record.alarms });
    return !isTold;
  }

  private async finishUnmerge(record: IncidentRecord, { id: from, sequence }: LinkedBy): Promise<boolean> {
    const scope = systemScope(record.organisation);
    const cause = (await this.streams.eventAt(scope, { id: record.id, sequence }))?.event;
    if (cause?.type !== 'unmerged') {
      return false;
    }
    const wasMissing = await this.tell(from, {
      cause,
      follows: (standing) => ({
        type: 'split-off',
        payload: departureOf(record, { from: standing, brought: cause.payload }),
      }),
    });
    if (isUnderWay(record.state)) {
      await this.moveClaims(record, { from, to: record.id });
      await moveAlarms(this.alarms, record);
    }
    return wasMissing;
  }

  /** Writes what follows from an event of another stream; false where it was there. */
  private async tell(
    stream: string,
    { cause, follows }: { cause: PlacedEvent; follows: (standing: IncidentRecord) => NewEvent }
  ): Promise<boolean> {
    const told = await this.streams.record(systemScope(cause.organisation), stream, {
      events: (standing) => ({ ok: true, value: [follows(standing)] }),
      actor: cause.actor,
      once: `${cause.stream}/${cause.sequence}`,
    });
    return told.ok && told.value.isNew;
  }

  private moveClaims({ organisation, services }: IncidentRecord, way: { from: string; to: string }): Promise<void> {
    const names = services.map(({ service }) => service);
    return this.claims.move(systemScope(organisation), names, way);
  }

  private remember(name: string): void {
    if (this.finished.size >= MAX_REMEMBERED) {
      this.finished.clear();
    }
    this.finished.add(name);
  }
}

function nameOf({ organisation, id }: IncidentRecord, sequence: number): string {
  return `${organisation} ${id}/${sequence}`;
}
