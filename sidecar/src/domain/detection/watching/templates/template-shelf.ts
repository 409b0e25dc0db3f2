import type { DetectorId } from '@incident-memory/contract';
import {
  describeMessage,
  MessageDetector,
  type MessageFacts,
  type MessageState,
} from '../../detectors/message-detector.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import type { AlarmSubject } from '../alarms/alarm-identity.ts';
import { BUCKET_MS } from '../streams/bucket-ring.ts';
import type { TemplateTexts } from './template-texts.ts';
import { endAlarm, settle, type StepManner, type Stepping } from '../stepping.ts';

/** A service that makes up messages fills its own shelf alone. */
const MAX_TEMPLATES = 2000;
const LET_GO_SHARE = 0.05;
/** While nobody closes buckets (another sidecar judges), memory stays bounded. */
const MAX_OPEN_BUCKETS = 40;

/** Room for templates in an organisation, shared by its services. */
export interface TemplateRoom {
  left: number;
  letGo: number;
  readonly texts: TemplateTexts;
}

export interface SavedTemplate {
  readonly id: string;
  readonly text: string | null;
  readonly firstSeenAt: number;
  readonly severity: MessageFacts['severity'];
  readonly lastSeen: number;
  readonly by: MessageState;
  readonly alarm: { readonly id: string; readonly since: number; readonly detector: DetectorId } | null;
}

export interface SavedShelf {
  readonly watchedSince: number | null;
  readonly templates: readonly SavedTemplate[];
}

/** One template of the service. It is an alarm's subject itself, so that twenty thousand of them stay small. */
interface Template extends AlarmSubject {
  detector: DetectorId;
  readonly by: MessageDetector;
  readonly facts: MessageFacts;
  lastSeen: number;
  alarm: string | null;
  alarmSince: number;
}

/**
 * The message templates of one service. A template is touched in buckets in which it comes, and while its alarm stands:
 * nearly all of them are silent at any time.
 */
export class TemplateShelf {
  private readonly service: string;
  private readonly room: TemplateRoom;
  private readonly templates = new Map<string, Template>();
  /** Lines by open bucket and template. */
  private readonly open = new Map<number, Map<Template, number>>();
  private readonly standing = new Set<Template>();
  private watchedSince: number | null;

  constructor(service: string, { room, saved }: { room: TemplateRoom; saved?: SavedShelf | undefined }) {
    this.service = service;
    this.room = room;
    this.watchedSince = saved?.watchedSince ?? null;
    for (const template of saved?.templates ?? []) {
      this.restore(template);
    }
  }

  get size(): number {
    return this.templates.size;
  }

  /** `parts`: templates that became this one. */
  observe(
    bucket: number,
    { template: id, lines, errors }: { template: string; lines: number; errors: number },
    parts: readonly string[]
  ): void {
    const at = bucket * BUCKET_MS;
    this.watchedSince ??= at;
    const template = this.templates.get(id) ?? this.admit(id, { at, parts, isError: errors * 2 > lines });
    template.lastSeen = Math.max(template.lastSeen, bucket);
    const counts = this.open.get(bucket) ?? this.begin(bucket);
    counts.set(template, (counts.get(template) ?? 0) + lines);
  }

  /** `isKnown`: the source of the lines spoke. */
  step(bucket: number, { isKnown, ...how }: StepManner & { readonly isKnown: boolean }, stepping: Stepping): void {
    const counts = this.open.get(bucket);
    this.open.delete(bucket);
    if (counts === undefined && this.standing.size === 0) {
      return;
    }
    const isOff = stepping.modeOf('new-message') === 'off' && stepping.modeOf('message-surge') === 'off';
    if (isOff) {
      this.endAlarms(bucket * BUCKET_MS, stepping.book);
      return;
    }
    for (const template of this.standing) {
      if (counts?.has(template) !== true) {
        this.follow(template, { bucket, lines: isKnown ? 0 : null, ...how }, stepping);
      }
    }
    for (const [template, lines] of counts ?? []) {
      this.follow(template, { bucket, lines, ...how }, stepping);
    }
  }

  /** Those seen longest ago first: what is let go where the organisation has no room. */
  oldest(): Iterable<{ readonly lastSeen: number; letGo(): void }> {
    return [...this.templates.values()]
      .filter(({ alarm }) => alarm === null)
      .map((template) => ({ lastSeen: template.lastSeen, letGo: () => this.letGo(template) }));
  }

  alarmIds(): string[] {
    return [...this.standing].flatMap(({ alarm }) => alarm ?? []);
  }

  endAlarms(at: number, book: AlarmBook): void {
    for (const template of this.standing) {
      endAlarm(template, at, book);
    }
    this.standing.clear();
  }

  /** The service goes, and its templates with it. */
  clear(at: number, book: AlarmBook): void {
    this.endAlarms(at, book);
    this.room.left += this.templates.size;
    this.templates.clear();
    this.open.clear();
  }

  save(): SavedShelf {
    const templates = [...this.templates.values()].map(
      ({ subject, facts, lastSeen, by, alarm, alarmSince, detector }): SavedTemplate => ({
        ...{
          id: subject,
          text: this.room.texts.of(subject),
          firstSeenAt: facts.firstSeenAt,
          severity: facts.severity,
          lastSeen,
        },
        by: by.save(),
        alarm: alarm === null ? null : { id: alarm, since: alarmSince, detector },
      })
    );
    return { watchedSince: this.watchedSince, templates };
  }

  private begin(bucket: number): Map<Template, number> {
    const counts = new Map<Template, number>();
    this.open.set(bucket, counts);
    if (this.open.size > MAX_OPEN_BUCKETS) {
      this.open.delete(Math.min(...this.open.keys()));
    }
    return counts;
  }

  private follow(
    template: Template,
    { bucket, lines, teach, circumstances }: StepManner & { bucket: number; lines: number | null },
    stepping: Stepping
  ): void {
    const at = bucket * BUCKET_MS;
    const { by } = template;
    const judgement = by.step(at, lines, { teach });
    if (template.alarm === null && by.standing) {
      template.detector = by.isNew ? 'new-message' : 'message-surge';
    }
    const mode = stepping.modeOf(template.detector);
    stepping.onStep?.({ about: template, at, stepMs: BUCKET_MS, reading: lines, judgement });
    if (mode === 'off') {
      endAlarm(template, at, stepping.book);
    } else {
      const isError = template.facts.severity === 'error';
      const harm = (...asked: Parameters<typeof circumstances>) => ({
        ...circumstances(...asked),
        // Of a message that is no error, failing requests beside it are no consequence.
        ...(isError ? {} : { isFailing: false }),
      });
      const judged = { at, stepMs: BUCKET_MS, mode, judgement, circumstances: harm, tell: () => this.told(template) };
      settle(template, judged, stepping);
    }
    if (by.standing || template.alarm !== null) {
      this.standing.add(template);
    } else {
      this.standing.delete(template);
    }
  }

  private admit(
    id: string,
    { at, parts, isError }: { at: number; parts: readonly string[]; isError: boolean }
  ): Template {
    if (this.templates.size >= MAX_TEMPLATES) {
      const count = Math.floor(MAX_TEMPLATES * LET_GO_SHARE);
      [...this.oldest()]
        .sort((one, other) => one.lastSeen - other.lastSeen)
        .slice(0, count)
        .forEach((template) => template.letGo());
    }
    const firstSeenAt = Math.min(at, ...parts.map((part) => this.templates.get(part)?.facts.firstSeenAt ?? at));
    const severity = isError ? 'error' : 'info';
    const facts = { firstSeenAt, watchedSince: this.watchedSince ?? at, severity } as const;
    return this.keep(id, { facts, by: new MessageDetector(facts) });
  }

  private restore({ id, text, firstSeenAt, severity, lastSeen, by, alarm }: SavedTemplate): void {
    this.room.texts.note(text === null ? [] : [{ id, text }]);
    const facts = { firstSeenAt, watchedSince: this.watchedSince ?? firstSeenAt, severity };
    const template = this.keep(id, { facts, by: MessageDetector.restore(facts, by) });
    template.lastSeen = lastSeen;
    if (alarm !== null) {
      Object.assign(template, { alarm: alarm.id, alarmSince: alarm.since, detector: alarm.detector });
    }
    if (template.alarm !== null || template.by.standing) {
      this.standing.add(template);
    }
  }

  private told({ by, subject }: Template) {
    return describeMessage(by.explain(), this.room.texts.of(subject));
  }

  private keep(id: string, { facts, by }: { facts: MessageFacts; by: MessageDetector }): Template {
    const template: Template = {
      ...{ detector: 'message-surge', service: this.service, subject: id },
      ...{ by, facts, lastSeen: 0, alarm: null, alarmSince: 0 },
    };
    this.templates.set(id, template);
    this.room.left -= 1;
    return template;
  }

  /** What was known of it is gone: should it come again, it would look new, so nothing is new for a while. */
  private letGo(template: Template): void {
    this.templates.delete(template.subject);
    this.room.left += 1;
    this.room.letGo += 1;
    this.watchedSince = Math.max(this.watchedSince ?? 0, template.lastSeen * BUCKET_MS);
  }
}
