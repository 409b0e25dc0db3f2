import { setTimeout as pause } from 'node:timers/promises';
import { bucketStart } from '../../src/domain/signals/service-counts.ts';
import type { Answer } from '../support/processes/running-sidecar.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { Promises, SentNote } from './promises.ts';
import type { SidecarClient } from './sidecar-client.ts';

export interface Load {
  readonly client: SidecarClient;
  readonly promises: Promises;
  readonly random: SeededRandom;
  /** Part of every name of this round. */
  readonly round: string;
}

const SENDERS = 4;
const REQUESTS_A_SENDER = 3;
export const LINES_A_REQUEST = 20;
/** The load is bounded: a fast machine does not write more, only sooner. */
const MAX_REQUESTS = 60;
const BETWEEN_REQUESTS_MS = 5;
const ALERTED_SERVICES = ['warehouse', 'billing', 'mailer'];
/** Fewer than five: many services at once would be one widespread incident. */
export const BURSTING_SERVICES = ['orders', 'search', 'basket'];
const BURST_ERRORS = 120;
const NOTES_AT_ONCE = 4;

/**
 * Log senders, alert senders, people who write notes and confirm, and now and then a burst of errors, all at once and
 * each with requests in flight, until the sidecar is gone. What was answered stands in the promises.
 */
export async function load({ client, promises, random, round }: Load): Promise<void> {
  let isOver = false;
  const whileItAnswers = async (task: () => Promise<unknown>) => {
    try {
      await task();
    } catch (error) {
      if (error instanceof Refused) {
        promises.refusals.push(error.message);
      }
      // Otherwise no answer: the process is gone, and everybody else will notice in a moment.
      isOver = true;
    }
  };

  const logSender = async (sender: number, lane: number) => {
    const service = `sender-${round}-${sender}`;
    const sent = promises.lines.get(service) ?? { from: Date.now(), acknowledged: new Set(), unanswered: [] };
    promises.lines.set(service, sent);
    for (let request = 0; request < MAX_REQUESTS && !isOver; request += 1) {
      const texts = Array.from(
        { length: LINES_A_REQUEST },
        (_, line) => `line ${round} ${sender} ${lane} ${request} ${line} done`
      );
      await whileItAnswers(async () => {
        sent.unanswered.push(texts);
        const answer = await client.sendLines(texts.map((message) => ({ service, level: 'INFO', message })));
        expectTaken('log lines', answer);
        sent.unanswered.splice(sent.unanswered.indexOf(texts), 1);
        texts.forEach((text) => sent.acknowledged.add(text));
        await pause(BETWEEN_REQUESTS_MS);
      });
    }
  };

  const alertSender = async (service: string) => {
    for (let turn = 0; turn < MAX_REQUESTS && !isOver; turn += 1) {
      await whileItAnswers(async () => {
        await alert(service, turn);
        const [incident] = await client.incidents(`service=${service}&state=open,awaiting-confirmation`);
        if (incident === undefined) {
          return;
        }
        const note = (lane: number) => writeNote(incident.id, `note ${round} ${service} ${turn} ${lane} was seen`);
        await Promise.all(Array.from({ length: NOTES_AT_ONCE }, (_, lane) => note(lane)));
        if (random.below(4) === 0) {
          await confirm(incident.id, `${round}-${service}-${turn}`);
        }
      });
    }
  };

  const alert = async (service: string, turn: number) => {
    const sent = { service, fingerprint: `f-${round}-${service}-${turn}`, startsAt: new Date().toISOString() };
    const resolved = random.below(3) === 0;
    const answer = await client.sendAlert(sent).catch((error: unknown) => {
      promises.alerts.push({ ...sent, acknowledged: false });
      throw error;
    });
    expectTaken('an alert', answer);
    promises.alerts.push({ ...sent, acknowledged: true });
    // Senders repeat themselves, also out of order.
    await Promise.all([client.sendAlert(sent), ...(resolved ? [client.sendAlert({ ...sent, resolved })] : [])]);
  };

  const writeNote = async (incident: string, text: string) => {
    const sent: SentNote = { incident, text, key: text.replaceAll(' ', '-'), acknowledged: false };
    promises.notes.push(sent);
    const answer = await client.act(`/v1/incidents/${incident}/notes`, { body: { text }, key: sent.key });
    expectTaken('a note', answer);
    sent.acknowledged = true;
  };

  const confirm = async (incident: string, key: string) => {
    const body = { cause: 'chaos', fix: 'none was needed', fixKind: 'other' };
    const answer = await client.act(`/v1/incidents/${incident}/confirm`, { body, key });
    // A list may be a moment behind: what is closed already is refused.
    if (answer.status !== 409) {
      expectTaken('a confirmation', answer);
      promises.confirmed.add(incident);
    }
  };

  const burst = async () => {
    await pause(random.below(400));
    const free = BURSTING_SERVICES.filter((service) => mayBurst(promises.closedAt.get(service)));
    const service = free[random.below(free.length)];
    if (service === undefined) {
      return;
    }
    const lines = Array.from({ length: BURST_ERRORS }, (_, line) => ({
      service,
      message: `connection ${line} refused`,
    }));
    await whileItAnswers(async () => {
      const at = Date.now();
      const answer = await client.sendLines(lines).catch((error: unknown) => {
        promises.bursts.push({ service, at, acknowledged: false, seen: false });
        throw error;
      });
      expectTaken('a burst', answer);
      promises.bursts.push({ service, at, acknowledged: true, seen: false });
    });
  };

  const lanes = Array.from({ length: SENDERS * REQUESTS_A_SENDER }, (_, n) =>
    logSender(n % SENDERS, Math.floor(n / SENDERS))
  );
  await Promise.all([...lanes, ...ALERTED_SERVICES.map(alertSender), burst()]);
}

/**
 * Detection is rebuilt from counts by ten seconds: of a bucket in which somebody closed an incident it cannot tell
 * what came after, so errors that begin a moment after a closing and end with the process open nothing new.
 */
function mayBurst(closedAt: number | undefined): boolean {
  return closedAt === undefined || bucketStart(closedAt) !== bucketStart(Date.now());
}

/** Under this load nothing is refused: an answer that is no 200 is a finding, unlike no answer. */
class Refused extends Error {
  override readonly name = 'Refused';
}

function expectTaken(what: string, { status, body }: Answer): void {
  if (status !== 200) {
    throw new Refused(`${what} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  }
}
