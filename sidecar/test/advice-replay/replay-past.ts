import { generateHistory, type History } from '../../src/demo/history/generate-history.ts';
import type { ApartCheck } from '../../src/demo/history/history-truth.ts';
import type { PastIncident } from '../../src/demo/history/past-incident.ts';
import { memoryOfPast } from '../../src/demo/past/memory-of-past.ts';
import { memoryIdOf } from '../../src/domain/memory/capture/captured-incident.ts';
import type { Recalled } from '../../src/usecases/memory/recall/recall-memories.ts';
import { closePast, openPast, writeChanges, writeSignals } from './past-signals.ts';
import { ORGANISATION, replayHouse, SCOPE, type ReplayHouse } from './replay-house.ts';

/**
 * Replays a history of the demo's generator in order of time through the product: each incident is asked about when it
 * is noticed, and remembered when it is closed, so that every answer rests on what was known then and on nothing else.
 *
 * How a team lives with the product decides what memory gets to know, so there are three teams:
 * `noted`: people say what they try while they try it, with its context; who has met both of two look-alikes writes down
 * what tells them apart. `unchecked`: the same, but nobody writes down any check. `closed`: nobody does anything but
 * close incidents with notes, and the product captures the rest.
 */
export const TEAMS = ['noted', 'unchecked', 'closed'] as const;
export type Team = (typeof TEAMS)[number];

export interface Replayed {
  readonly past: PastIncident;
  readonly answer: Recalled;
  /** What had ended, and so was in memory. */
  readonly known: readonly PastIncident[];
}

export interface ReplayOptions {
  readonly seed: number;
  readonly count: number;
  readonly team: Team;
}

const NOW = Date.UTC(2026, 10, 22, 12);
/** Closings come a while after the end (demo/past). */
const CLOSED_AFTER_MS = 15 * 60_000;

export async function replayPast({ seed, count, team }: ReplayOptions): Promise<{
  history: History;
  replayed: Replayed[];
}> {
  const history = generateHistory({ now: NOW, seed, count });
  const house = replayHouse();
  const replayed: Replayed[] = [];
  const known: PastIncident[] = [];
  for (const { at, what, past } of inOrder(history)) {
    await house.changes.run(ORGANISATION, { from: house.clock.now() + 1, to: at });
    house.clock.jumpTo(at);
    if (what === 'change') {
      await writeChanges(
        house,
        String(at),
        history.changes.filter((change) => change.at === at)
      );
    } else if (what === 'noticed') {
      await writeSignals(house, past);
      await writeChanges(
        house,
        past.id,
        past.changes.filter((change) => change.at <= at)
      );
      const incident = await openPast(house, past);
      replayed.push({ past, answer: await house.recall.forIncident(SCOPE, incident), known: [...known] });
    } else {
      await REMEMBER[team](house, past, history);
      known.push(past);
    }
  }
  return { history, replayed };
}

interface Moment {
  readonly at: number;
  readonly what: 'change' | 'noticed' | 'closed';
  readonly past: PastIncident;
}

function inOrder({ incidents, changes }: History): Moment[] {
  const [first] = incidents;
  if (first === undefined) {
    return [];
  }
  return [
    ...changes.map(({ at }): Moment => ({ at, what: 'change', past: first })),
    ...incidents.flatMap((past): Moment[] => [
      { at: past.detectedAt, what: 'noticed', past },
      { at: past.endedAt + CLOSED_AFTER_MS, what: 'closed', past },
    ]),
  ].sort((one, other) => one.at - other.at);
}

const REMEMBER: Readonly<Record<Team, (house: ReplayHouse, past: PastIncident, history: History) => Promise<void>>> = {
  noted: (house, past, history) => note(house, past, checkOf(past, history)),
  unchecked: (house, past) => note(house, past, null),
  closed: async (house, past) => {
    const rest = past.changes.filter((change) => change.at > past.detectedAt);
    await writeChanges(house, `${past.id} later`, rest);
    await house.capture.capture(await closePast(house, past));
  },
};

async function note(house: ReplayHouse, past: PastIncident, check: ApartCheck | null): Promise<void> {
  await closePast(house, past);
  await house.ledger.capture(SCOPE, {
    id: memoryIdOf(past.id),
    captured: memoryOfPast({ past, number: past.number, check }),
    actor: { kind: 'person', name: 'on-call engineer' },
  });
}

/** Only who has met both can tell them apart. */
function checkOf(past: PastIncident, { truth, incidents }: History): ApartCheck | null {
  const own = truth.incidents.get(past.id);
  const group = truth.lookAlikes.find(({ members }) =>
    members.some(({ signature, cause }) => signature === own?.signature && cause === own.cause)
  );
  const hasMetAnother = incidents.some((other) => {
    const met = truth.incidents.get(other.id);
    return (
      other.endedAt < past.endedAt &&
      met !== undefined &&
      (met.signature !== own?.signature || met.cause !== own.cause) &&
      group?.members.some(({ signature, cause }) => signature === met.signature && cause === met.cause) === true
    );
  });
  return group !== undefined && hasMetAnother ? group.check : null;
}
