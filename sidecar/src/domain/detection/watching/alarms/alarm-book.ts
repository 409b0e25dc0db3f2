import type { AlarmNumbers, DetectorMode } from '@incident-memory/contract';
import type { Alarm } from '../../alarms/alarm.ts';
import type { Judgement } from '../../detectors/judgement.ts';
import { alarmId, type AlarmSubject } from './alarm-identity.ts';
import type { Stepping } from '../stepping.ts';

/** What is worth telling again: half as bad again, and not every ten seconds. */
const NOTABLY_WORSE = 1.5;
const TELL_EVERY_MS = 60_000;
/** Whoever makes incidents of alarms looks at those that ended, too. */
const REMEMBER_ENDED_MS = 10 * 60_000;
/** An organisation with more alarms at once has one trouble; further ones are counted. */
const MAX_STANDING = 2000;
/** What lasts a day is how things are: the alarm ends, whatever its detector says, and the detector begins anew. */
export const LONGEST_ALARM_MS = 24 * 60 * 60 * 1000;

export interface AlarmWords {
  readonly sentence: string;
  readonly numbers: AlarmNumbers;
}

interface Standing {
  alarm: Alarm;
  toldScore: number;
  toldAt: number;
}

/** What a step of a series led to. */
export interface Noted {
  readonly about: AlarmSubject;
  readonly mode: Exclude<DetectorMode, 'off'>;
  readonly judgement: Judgement;
  /** The end of the step, event time. */
  readonly end: number;
  readonly now: number;
  /** Why it pages nobody now; null where nothing holds it back. */
  readonly heldBack: (alarm: Alarm) => string | null;
  /** Asked only where something is to be told. */
  readonly words: () => AlarmWords;
  /** Whether it hurts users, as one that stands for so long. */
  readonly hurts: (standsMs: number) => boolean;
}

export interface AlarmChanges {
  readonly raised: readonly Alarm[];
  /** Notably worse, or live or held back where they were not. */
  readonly changed: readonly Alarm[];
  readonly ended: readonly Alarm[];
}

/**
 * The alarms of one organisation that stand, and those that ended lately. For a detector, a service and a subject at
 * most one stands.
 */
export class AlarmBook {
  private readonly standing = new Map<string, Standing>();
  private readonly endedLately = new Map<string, Alarm>();
  private raised = new Map<string, Alarm>();
  private changed = new Map<string, Alarm>();
  private ended = new Map<string, Alarm>();
  private refused = 0;

  /** How many were not told since too many stood. */
  get untold(): number {
    return this.refused;
  }

  all(): Alarm[] {
    return [...this.standing.values()].map(({ alarm }) => alarm);
  }

  lately(): Iterable<Alarm> {
    return this.endedLately.values();
  }

  get(id: string): Alarm | null {
    return this.standing.get(id)?.alarm ?? null;
  }

  /** The id of the new alarm; null where there is no room. */
  raise({ about, mode, judgement, end, now, heldBack, words, hurts }: Noted): string | null {
    if (this.standing.size >= MAX_STANDING) {
      this.refused += 1;
      return null;
    }
    const startedAt = Math.min(judgement.startedAt ?? end, end);
    const id = alarmId(about, startedAt);
    const alarm: Alarm = {
      id,
      detector: about.detector,
      mode,
      service: about.service,
      subject: about.subject,
      direction: judgement.direction,
      // Where it was raised before a restart, it was raised then.
      at: this.standing.get(id)?.alarm.at ?? Math.max(end, Math.min(now, end + LATEST_RAISE_MS)),
      startedAt,
      endedAt: null,
      score: judgement.score,
      heldBack: null,
      ...words(),
      hurts: hurts(0),
    };
    const held = { ...alarm, heldBack: heldBack(alarm) };
    this.standing.set(alarm.id, { alarm: held, toldScore: alarm.score, toldAt: now });
    this.endedLately.delete(alarm.id);
    this.ended.delete(alarm.id);
    this.raised.set(alarm.id, held);
    return alarm.id;
  }

  /** The numbers are those of its worst step; harm that was seen once stays. */
  stand(id: string, { mode, judgement, end, now, words, hurts }: Omit<Noted, 'heldBack'>): void {
    const standing = this.standing.get(id);
    if (standing === undefined) {
      return;
    }
    const { alarm } = standing;
    if (judgement.score > alarm.score) {
      const { score, direction } = judgement;
      standing.alarm = { ...alarm, score, direction, ...words() };
    }
    if (!alarm.hurts && hurts(end - alarm.at)) {
      standing.alarm = { ...standing.alarm, hurts: true };
    }
    const isWorse =
      standing.alarm.score >= NOTABLY_WORSE * standing.toldScore && now - standing.toldAt >= TELL_EVERY_MS;
    const hurtsNow = standing.alarm.hurts && !alarm.hurts;
    this.restate(standing, { mode, heldBack: alarm.heldBack });
    if (isWorse || hurtsNow) {
      this.tell(standing, now);
    }
  }

  end(id: string, endedAt: number): void {
    const standing = this.standing.get(id);
    if (standing === undefined) {
      return;
    }
    const alarm = { ...standing.alarm, endedAt: Math.max(endedAt, standing.alarm.startedAt) };
    this.standing.delete(id);
    this.raised.delete(id);
    this.changed.delete(id);
    this.endedLately.set(id, alarm);
    this.ended.set(id, alarm);
  }

  /** Modes change while an alarm stands, and what is held back is asked about again until it is let go. */
  review({ modeOf, heldBack }: Pick<Stepping, 'modeOf' | 'heldBack'>, now: number): void {
    for (const [id, standing] of this.standing) {
      const mode = modeOf(standing.alarm.detector);
      if (mode === 'off') {
        this.end(id, now);
      } else {
        const isHeld = standing.alarm.heldBack !== null;
        this.restate(standing, { mode, heldBack: isHeld ? heldBack(standing.alarm, now) : null });
      }
    }
    for (const [id, { endedAt }] of this.endedLately) {
      if ((endedAt ?? 0) < now - REMEMBER_ENDED_MS) {
        this.endedLately.delete(id);
      }
    }
  }

  restore(alarms: Iterable<Alarm>): void {
    for (const alarm of alarms) {
      this.standing.set(alarm.id, { alarm, toldScore: alarm.score, toldAt: alarm.at });
    }
  }

  /** Since the last call. What was raised and ended in between is told as ended alone. */
  takeChanges(): AlarmChanges {
    const changes = {
      raised: [...this.raised.values()],
      changed: [...this.changed.values()].filter(({ id }) => !this.raised.has(id)),
      ended: [...this.ended.values()].filter(({ id }) => !this.standing.has(id)),
    };
    this.raised = new Map();
    this.changed = new Map();
    this.ended = new Map();
    return changes;
  }

  private restate(standing: Standing, { mode, heldBack }: { mode: 'trial' | 'live'; heldBack: string | null }): void {
    const { alarm } = standing;
    if (alarm.mode !== mode || alarm.heldBack !== heldBack) {
      standing.alarm = { ...alarm, mode, heldBack };
      this.tell(standing, standing.toldAt);
    }
  }

  private tell(standing: Standing, now: number): void {
    standing.toldScore = standing.alarm.score;
    standing.toldAt = now;
    const into = this.raised.has(standing.alarm.id) ? this.raised : this.changed;
    into.set(standing.alarm.id, standing.alarm);
  }
}

/** A past that is looked at later was raised when it could have been. */
const LATEST_RAISE_MS = 120_000;
