import { type PreviewAnswer } from '@incident-memory/contract';
import { sayShare } from '../../../shared/figures';
import { incidentName } from '../../../shared/pluginAddress';
import { sayDuration } from '../../../shared/time/sayDuration';
import { count, listed } from '../../../shared/words';
import { replayedSpan } from './replayedSpan';

const DAY_MS = 24 * 3_600_000;

type RealIncident = PreviewAnswer['incidents'][number];

const BECAUSE: Record<RealIncident['because'], string> = {
  alert: 'opened by an alert',
  rule: 'opened by a fixed rule',
  confirmed: 'confirmed by a person',
};

export function sayBecause({ because }: Pick<RealIncident, 'because'>): string {
  return BECAUSE[because];
}

/** The replay in one paragraph: how loud, how useful, and what it would have missed. */
export function sayReplay(answer: PreviewAnswer): string {
  return [sayLoudness(answer), sayUse(answer), saySuperfluous(answer)].filter((part) => part !== '').join(' ');
}

function sayLoudness(answer: PreviewAnswer): string {
  const { alarms, shareOfTime } = answer;
  const { seenMs, askedMs, isShort } = replayedSpan(answer);
  const span = isShort ? `the ${sayDuration(seenMs)} that are stored` : sayDuration(seenMs);
  if (alarms.length === 0) {
    return `It would have raised nothing in ${span}.`;
  }
  // The share is told of the whole time that was asked for.
  const share = sayShare(Math.min(1, (shareOfTime * askedMs) / seenMs), 1);
  return `It would have raised ${count(alarms.length, 'alarm')} in ${span}${sayPerDay(alarms.length, seenMs)}; one stood ${share} of the time.`;
}

/** Nothing where less than a day was seen: five in twenty minutes are not 360 a day. */
function sayPerDay(alarms: number, seenMs: number): string {
  if (seenMs < DAY_MS) {
    return '';
  }
  const perDay = (alarms * DAY_MS) / seenMs;
  return perDay < 0.1 ? ', less than 0.1 a day' : `, ${Number(perDay.toFixed(1))} a day`;
}

function sayUse({ incidents, found, missed }: PreviewAnswer): string {
  if (incidents.length === 0) {
    return 'There was no real incident to find in that time.';
  }
  const opening = `It would have found ${found} of ${count(incidents.length, 'real incident')}`;
  if (missed === 0) {
    return `${opening}.`;
  }
  const names = incidents
    .filter(({ leadSeconds }) => leadSeconds === null)
    .map((incident) => `${incidentName(incident.number)} (${sayBecause(incident)})`);
  return `${opening}, and missed ${listed(names)}.`;
}

function saySuperfluous({ alarms, withoutIncident }: PreviewAnswer): string {
  if (alarms.length === 0) {
    return '';
  }
  return withoutIncident === 0
    ? 'Every alarm was near a real incident.'
    : `${count(withoutIncident, 'alarm')} ${withoutIncident === 1 ? 'was' : 'were'} near no real incident: look at those below.`;
}
