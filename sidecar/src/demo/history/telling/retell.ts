import { between, pick, seededRandom, type Random } from '../../seeded-random.ts';
import type { DemoService } from '../../shop/services.ts';
import type { Retelling } from '../history-truth.ts';
import type { PastIncident } from '../past-incident.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, mixedSeed } from '../planning/history-options.ts';
import type { ToldIncident } from '../tell-history.ts';
import { fillIn, type Slots } from './fill-in.ts';
import { tellSymptoms } from './tell-symptoms.ts';

const RETOLD_SHARE = 0.1;
const SOURCES = ['postmortem', 'ticket', 'alert', 'channel'] as const;
const LATER: Readonly<Record<Retelling['source'], readonly [number, number]>> = {
  alert: [MINUTE_MS, 5 * MINUTE_MS],
  channel: [5 * MINUTE_MS, 40 * MINUTE_MS],
  ticket: [HOUR_MS, 9 * HOUR_MS],
  postmortem: [DAY_MS, 6 * DAY_MS],
};

/** Every tenth incident is told once more, in other words, by another source and often another team. */
export function retell(told: ToldIncident, of: { seed: number; until: number }): Retelling[] {
  const { incident } = told;
  const random = seededRandom(mixedSeed(of.seed, 5, incident.number));
  if (random() >= RETOLD_SHARE) {
    return [];
  }
  const source = pick(random, SOURCES);
  const [least, most] = LATER[source];
  const from = source === 'postmortem' || source === 'ticket' ? incident.endedAt : incident.detectedAt;
  const at = Math.min(from + between(random, least, most), of.until);
  const service = pick(random, incident.services);
  const text = TEXTS[source](random, { ...told, service });
  return [{ id: `retold-${incident.number}`, of: incident.id, at, service, source, ...text }];
}

interface Retold extends ToldIncident {
  readonly service: DemoService;
}
type Text = Pick<Retelling, 'title' | 'text'>;

const TEXTS: Readonly<Record<Retelling['source'], (random: Random, of: Retold) => Text>> = {
  alert: (_, { incident, service }) => ({
    title: `[FIRING] HighErrorRate ${service}`,
    text: `Error ratio of ${service} above its objective for 5 minutes. ${incident.errors[0]?.message ?? 'No data.'}`,
  }),
  channel: (random, of) => ({ title: otherTitle(random, of), text: symptomsAgain(random, of).join(' ') }),
  ticket: (random, of) => ({
    title: otherTitle(random, of),
    text: [
      ...symptomsAgain(random, of),
      `Cause: ${otherCause(random, of)}`,
      `Done: ${of.incident.resolution.fix}`,
    ].join('\n'),
  }),
  postmortem: (random, of) => ({
    title: `Postmortem: ${otherTitle(random, of)}`,
    text: [
      `Impact. ${symptomsAgain(random, of).join(' ')}`,
      `Root cause. ${otherCause(random, of)}`,
      `What we did. ${lineOfAttempts(of.incident)}`,
      `Follow-ups. ${of.incident.resolution.prevention}`,
    ].join('\n'),
  }),
};

function slotsOf({ incident }: Retold): Slots {
  const { version = '', region = '' } = incident.context;
  const deploy = incident.changes.find(({ after }) => after === version);
  return { service: incident.service, version, before: deploy?.before ?? 'the version before', region };
}

function otherTitle(random: Random, of: Retold): string {
  const titles = of.signature.titles.map((title) => fillIn(random, title, slotsOf(of)));
  return pick(
    random,
    titles.filter((title) => title !== of.incident.title)
  );
}

function symptomsAgain(random: Random, of: Retold): string[] {
  const { signature, incident, service } = of;
  const cause = causeOf(of);
  const told = tellSymptoms(random, {
    signature,
    cause,
    toldBy: service,
    service: incident.service,
    slots: slotsOf(of),
  });
  return told.filter((sentence) => !incident.symptoms.includes(sentence));
}

function otherCause(random: Random, of: Retold): string {
  return fillIn(random, pick(random, causeOf(of).words), slotsOf(of));
}

function causeOf({ signature, truth }: Retold) {
  return signature.causes.find(({ id }) => id === truth.cause) ?? signature.causes[0];
}

function lineOfAttempts({ attempts }: PastIncident): string {
  return attempts
    .filter(({ state }) => state === 'done')
    .map(
      ({ minutesAfterStart, fix, outcomeSentence }) =>
        `After ${minutesAfterStart} min: ${fix.words}. ${outcomeSentence}`
    )
    .join(' ');
}
