import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { memoryIdOf } from '../../domain/memory/capture/captured-incident.ts';
import { chainBehind } from '../../domain/events/event-chain.ts';
import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import { projectIncident, type PlacedEvent } from '../../domain/incidents/project-incident.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Capture, MemoryLedger } from '../../usecases/memory/memory-ledger.ts';
import { generateHistory, type History } from '../history/generate-history.ts';
import type { PastIncident } from '../history/past-incident.ts';
import { courseOfPast, openingOfPast } from './incident-of-past.ts';
import { memoryOfPast, type Numbered } from './memory-of-past.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'settings'>;
  readonly memories: MemoryLedger;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Says when the past of an organisation was written to its end, and from which moment it was told. */
const WRITTEN_KEY = 'demo.past';
const DETECTOR = { kind: 'system', name: 'detection' } as const;
/** Others get their turn between so many incidents. */
const PORTION = 4;

/**
 * Gives the demo eighteen months of past, once: the same events as the present has, on the same chain, so that nothing
 * about it is special but the time at which it is told to have happened. Who dies in between goes on with the
 * same past at the next start.
 */
export async function writePast(
  { stores, memories, clock, ids }: Dependencies,
  { organisation, isStopped }: { organisation: string; isStopped: () => boolean }
): Promise<void> {
  const scope = systemScope(organisation);
  const written = (await stores.settings.read(scope, WRITTEN_KEY)) as { now: number; done: boolean } | null;
  const now = written?.now ?? clock.now();
  if (written?.done === true) {
    return;
  }
  await stores.settings.write(scope, WRITTEN_KEY, { now, done: false });
  const history = generateHistory({ now });
  const checks = checksOf(history);
  const told: Numbered[] = [];
  for (const past of history.incidents) {
    if (isStopped()) {
      return;
    }
    const number = await writeIncident({ stores, ids }, scope, past);
    told.push({ past, number, check: checks.get(past.id) ?? null });
    if (told.length % PORTION === 0) {
      await new Promise((resolve) => clock.schedule(1, () => resolve(undefined)));
    }
  }
  await memories.captureMany(scope, told.map(captureOf));
  await stores.settings.write(scope, WRITTEN_KEY, { now, done: true });
}

/**
 * Returns its number in the store. All of its events in one append, opening and end together: at no moment is it under
 * way, so that what happens to the service now can never join it.
 */
async function writeIncident(
  { stores, ids }: Pick<Dependencies, 'stores' | 'ids'>,
  scope: Scope,
  past: PastIncident
): Promise<number> {
  const known = await stores.incidents.get(scope, past.id);
  if (known !== null) {
    return known.number;
  }
  const number = await stores.incidents.nextNumber(scope);
  const { organisation } = scope;
  const opened = {
    at: past.detectedAt,
    by: '',
    event: { type: 'opened', payload: { ...openingOfPast(past), number } },
  };
  const chained = chainBehind(
    undefined,
    [opened, ...courseOfPast(past)].map(({ at, by, event }) => {
      const actor = by === '' ? DETECTOR : ({ kind: 'person', name: by } as const);
      const { type, payload } = event as NewEvent;
      return { ...{ organisation, stream: past.id, type, at, actor, salt: ids.salt() }, payload: { ...payload } };
    })
  );
  // Of an append before a crash the events are there, and the state follows from them as it does now.
  const appended = await stores.events.append(scope, chained);
  const events = appended.ok ? chained : await stores.events.read(scope, past.id);
  const record = projectIncident(events as unknown as PlacedEvent[]);
  if (record !== null) {
    await stores.incidents.save(scope, record);
  }
  return record?.number ?? number;
}

function captureOf(told: Numbered): Capture {
  const { past } = told;
  const closer = past.attempts.findLast(({ state }) => state === 'done')?.by ?? 'on-call engineer';
  return {
    id: memoryIdOf(past.id),
    captured: memoryOfPast(told),
    actor: { kind: 'person', name: closer },
    at: past.endedAt + 15 * 60_000,
    then: past.links.map(({ kind, incident, words }) => ({
      type: 'linked',
      payload: { kind, memory: memoryIdOf(incident), reason: words },
      at: past.endedAt + 15 * 60_000,
    })),
  };
}

/** A team that met both of two look-alikes writes down how to tell them apart. */
function checksOf({ truth }: History): Map<string, History['truth']['lookAlikes'][number]['check']> {
  return new Map(
    [...truth.incidents.values()].flatMap(({ incident, signature, cause }) => {
      const group = truth.lookAlikes.find(({ members }) =>
        members.some((member) => member.signature === signature && member.cause === cause)
      );
      return group === undefined ? [] : [[incident, group.check] as const];
    })
  );
}
