import { createHash } from 'node:crypto';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { Turns } from '../turns.ts';

interface WhatToForget {
  readonly streams: readonly string[];
  readonly named?: readonly string[];
  readonly texts?: readonly string[];
}

export interface SessionTurn {
  readonly at: number;
  readonly text: string;
  readonly answer: string;
  readonly memories: readonly string[];
  readonly incidents: readonly string[];
}

/** What was asked and answered, and what "it" is now. */
export interface SessionRecord {
  readonly id: string;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** What follow-ups mean by "that service". */
  readonly services: readonly string[];
  /** What follow-ups mean by "it" and "the last one". */
  readonly incident: string | null;
  readonly turns: readonly SessionTurn[];
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** More, and the oldest go: what is asked about today is rarely of last month. */
const MAX_SESSIONS = 20;
const MAX_TURNS = 20;
const MAX_ANSWER_LENGTH = 2000;
const READERS = 'sessions.readers';
const MAX_READERS = 10_000;
const SWEEP_EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * Sessions by reader, in one small value each: bounded, gone after 30 days, and forgettable. Whose they are stands in
 * the key as a digest, so that a list of keys names nobody.
 */
export class SessionStore {
  private readonly settings: SettingsStore;
  private readonly clock: Pick<Clock, 'now'>;
  private readonly turns = new Turns();
  private readonly sweptAt = new Map<string, number>();

  constructor({ settings, clock }: { settings: SettingsStore; clock: Pick<Clock, 'now'> }) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The newest first. */
  async list(scope: Scope): Promise<SessionRecord[]> {
    return this.read(scope.organisation, readerOf(scope));
  }

  async find(scope: Scope, id: string): Promise<SessionRecord | null> {
    return (await this.list(scope)).find((session) => session.id === id) ?? null;
  }

  async save(scope: Scope, session: SessionRecord): Promise<void> {
    const reader = readerOf(scope);
    await this.know(scope.organisation, reader);
    const last = session.turns.slice(-MAX_TURNS).map((turn) => ({
      ...turn,
      answer: turn.answer.length <= MAX_ANSWER_LENGTH ? turn.answer : `${turn.answer.slice(0, MAX_ANSWER_LENGTH)} […]`,
    }));
    await this.change(scope.organisation, reader, (sessions) => [
      { ...session, turns: last },
      ...sessions.filter(({ id }) => id !== session.id),
    ]);
    await this.sweep(scope.organisation);
  }

  async remove(scope: Scope, id: string): Promise<void> {
    await this.change(scope.organisation, readerOf(scope), (sessions) =>
      sessions.filter((session) => session.id !== id)
    );
  }

  /** Turns of anybody in which one of these texts stands, named without a word of theirs. */
  async holding(organisation: string, texts: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const reader of await this.readers(organisation)) {
      for (const session of await this.read(organisation, reader)) {
        found.push(...session.turns.filter(holdsOneOf(texts)).map((turn) => nameOf(reader, session, turn)));
      }
    }
    return found;
  }

  /**
   * Forgetting: every turn of anybody that rests on these incidents or memories, that is named, or in which one of these
   * texts stands. Returns how many there were.
   */
  async forget(organisation: string, { streams, named = [], texts = [] }: WhatToForget): Promise<number> {
    const gone = new Set([...streams, ...named]);
    const holds = holdsOneOf(texts);
    let forgotten = 0;
    for (const reader of await this.readers(organisation)) {
      await this.change(organisation, reader, (sessions) =>
        sessions.map((session) => {
          const turns = session.turns.filter(
            (turn) =>
              !holds(turn) &&
              ![...turn.memories, ...turn.incidents, nameOf(reader, session, turn)].some((id) => gone.has(id))
          );
          const removed = session.turns.length - turns.length;
          forgotten += removed;
          // What it was about was understood from those very words.
          return removed === 0 ? session : { ...session, turns, services: [], incident: null };
        })
      );
    }
    return forgotten;
  }

  private async know(organisation: string, reader: string): Promise<void> {
    await this.turns.take(`${organisation} ${READERS}`, async () => {
      const readers = await this.readers(organisation);
      if (!readers.includes(reader)) {
        const [oldest] = readers.length >= MAX_READERS ? readers : [];
        if (oldest !== undefined) {
          await this.change(organisation, oldest, () => []);
        }
        const known = readers.filter((one) => one !== oldest);
        await this.settings.write(systemScope(organisation), READERS, [...known, reader]);
      }
    });
  }

  /** Who never comes back is not kept either. */
  private async sweep(organisation: string): Promise<void> {
    const now = this.clock.now();
    if (now - (this.sweptAt.get(organisation) ?? 0) < SWEEP_EVERY_MS) {
      return;
    }
    this.sweptAt.set(organisation, now);
    for (const reader of await this.readers(organisation)) {
      await this.change(organisation, reader, (sessions) => sessions);
    }
  }

  private async readers(organisation: string): Promise<string[]> {
    return ((await this.settings.read(systemScope(organisation), READERS)) ?? []) as string[];
  }

  private async read(organisation: string, reader: string): Promise<SessionRecord[]> {
    const stored = await this.settings.read(systemScope(organisation), keyOf(reader));
    const oldest = this.clock.now() - KEPT_MS;
    return ((stored ?? []) as SessionRecord[]).filter(({ updatedAt }) => updatedAt >= oldest);
  }

  /** What is past its time goes with every change. */
  private async change(
    organisation: string,
    reader: string,
    to: (sessions: SessionRecord[]) => SessionRecord[]
  ): Promise<void> {
    await this.turns.take(`${organisation} ${reader}`, async () => {
      const changed = to(await this.read(organisation, reader)).filter(({ turns }) => turns.length > 0);
      await this.settings.write(systemScope(organisation), keyOf(reader), changed.slice(0, MAX_SESSIONS));
    });
  }
}

function holdsOneOf(texts: readonly string[]): (turn: SessionTurn) => boolean {
  const words = texts.map((text) => text.toLowerCase());
  return ({ text, answer }) => words.some((word) => `${text}\n${answer}`.toLowerCase().includes(word));
}

function nameOf(reader: string, { id }: SessionRecord, { at }: SessionTurn): string {
  return `${reader}/${id}/${at}`;
}

function keyOf(reader: string): string {
  return `sessions.of.${reader}`;
}

function readerOf({ user }: Scope): string {
  return createHash('sha256')
    .update(user ?? '')
    .digest('hex')
    .slice(0, 32);
}
