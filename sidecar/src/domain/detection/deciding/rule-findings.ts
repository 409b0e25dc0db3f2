import type { DetectorId } from '@incident-memory/contract';
import { durationInWords } from '../../incidents/plain-words.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { exceedsChance } from '../counting/poisson-excess.ts';
import type { Trouble } from '../grouping/trouble.ts';
import { alarmId } from '../watching/alarms/alarm-identity.ts';
import { simultaneous } from './decide-widespread.ts';
import { burstRule, widespreadRule } from '../judging/describe-rule.ts';
import { isNews, whyExpected } from './fixed-rules.ts';
import { affectedBy, affectedByTrouble, byFirstError, type Situation } from '../judging/situation.ts';

/**
 * What a fixed rule found and opened nothing for is kept as an alarm of its own, a finding: on trial, in a time that was
 * announced, or of a service whose requests succeed.
 */
export class RuleFindings {
  private readonly standing = new Map<string, Alarm>();
  private untold = new Map<string, Alarm>();

  /** Alarms that were raised or have ended since they were last told, and that were never kept. */
  look(situation: Situation): readonly Alarm[] {
    const present = new Map<string, Alarm>();
    if (situation.outlook.modeOf('error-burst') !== 'off') {
      for (const trouble of situation.troubles.values()) {
        this.hold(present, burstAlarm(situation, trouble));
      }
    }
    if (situation.outlook.modeOf('widespread-errors') === 'trial') {
      this.hold(present, widespreadAlarm(situation));
    }
    for (const [key, alarm] of this.standing) {
      if (!present.has(key)) {
        this.standing.delete(key);
        this.untold.set(alarm.id, { ...alarm, endedAt: situation.now });
      }
    }
    return [...this.untold.values()];
  }

  told(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) {
      if (this.untold.get(alarm.id) === alarm) {
        this.untold.delete(alarm.id);
      }
    }
  }

  /** Windows slide, and with them the onset: it is one alarm for as long as the rule holds. */
  private hold(present: Map<string, Alarm>, alarm: Alarm | null): void {
    if (alarm === null) {
      return;
    }
    const key = `${alarm.detector} ${alarm.service}`;
    const known = this.standing.get(key);
    if (known === undefined) {
      this.standing.set(key, alarm);
      this.untold.set(alarm.id, alarm);
    }
    present.set(key, known ?? alarm);
  }
}

function burstAlarm(situation: Situation, { assessment, service }: Trouble): Alarm | null {
  const isCounted = situation.underWay.some(({ services }) => services.some((listed) => listed.service === service));
  if (!(assessment?.burst ?? false) || assessment === null || isCounted) {
    return null;
  }
  const heldBack = whyExpected(situation, assessment);
  const mode = situation.outlook.modeOf('error-burst') === 'trial' ? 'trial' : 'live';
  if (mode === 'live' && heldBack === null && isNews(situation, assessment)) {
    return null;
  }
  const { peakErrors, usualErrors, onset } = assessment;
  const { settings } = situation;
  const { sentence } = burstRule(affectedBy(assessment), settings);
  return alarmOf(situation, {
    ...{ detector: 'error-burst', service, onset, seen: peakErrors, usual: usualErrors, line: settings.burstErrors },
    ...{ mode, heldBack, unit: `errors in ${durationInWords(settings.windowSeconds * 1000)}` },
    sentence: isNews(situation, assessment) ? sentence : `${sentence}; its requests succeed as usual`,
  });
}

function widespreadAlarm(situation: Situation): Alarm | null {
  const { settings, raisedByChance } = situation;
  const together = simultaneous(situation);
  const [first] = together;
  const isMore =
    together.length >= settings.widespreadServices &&
    exceedsChance(together.length, raisedByChance, settings.widespreadDeviations);
  if (first === undefined || !isMore) {
    return null;
  }
  const services = together.map((trouble) => affectedByTrouble(trouble, situation)).sort(byFirstError);
  return alarmOf(situation, {
    ...{ detector: 'widespread-errors', service: services[0]?.service ?? first.service },
    ...{ onset: services[0]?.firstErrorAt ?? first.onset, seen: together.length, usual: raisedByChance },
    ...{ line: settings.widespreadServices, unit: 'services at once', mode: 'trial', heldBack: null },
    sentence: widespreadRule(services, settings).sentence,
  });
}

interface Fired {
  readonly detector: DetectorId;
  readonly service: string;
  readonly onset: number;
  readonly seen: number;
  readonly usual: number;
  readonly line: number;
  readonly unit: string;
  readonly sentence: string;
  readonly mode: 'trial' | 'live';
  readonly heldBack: string | null;
}

function alarmOf({ now }: Situation, fired: Fired): Alarm {
  const { detector, service, onset, mode, seen, usual, line, unit, sentence, heldBack } = fired;
  return {
    id: alarmId({ detector, service, subject: '' }, onset),
    ...{ detector, service, subject: '', mode, direction: 'above', at: now, startedAt: onset, endedAt: null },
    ...{ score: seen / line, sentence, numbers: { seen, usual, low: null, high: line, unit }, heldBack },
    // Errors in logs do not say whether users notice.
    hurts: false,
  };
}
