import type { DetectorId } from '@incident-memory/contract';
import type { AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import { rewriteAlarm } from '../../domain/detection/alarms/rewrite-alarm.ts';
import { compareKeys, decodeCursor } from '../../domain/paging/cursor.ts';
import { pageOf } from '../../domain/paging/page-of.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { AlarmQuery, AlarmStore, AlarmTally } from '../../ports/stores/alarm-store.ts';
import { ByOrganisation } from './by-organisation.ts';

export class MemoryAlarmStore implements AlarmStore {
  private readonly rooms = new ByOrganisation(() => new Map<string, AlarmRecord>());

  async save(scope: Scope, alarms: readonly AlarmRecord[]): Promise<void> {
    const room = this.rooms.of(scope);
    for (const alarm of alarms) {
      room.set(alarm.id, structuredClone(rewriteAlarm(room.get(alarm.id) ?? null, alarm)));
    }
  }

  async get(scope: Scope, id: string): Promise<AlarmRecord | null> {
    return structuredClone(this.rooms.of(scope).get(id) ?? null);
  }

  async list(scope: Scope, query: AlarmQuery): Promise<{ alarms: AlarmRecord[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? null : decodeCursor(query.cursor, [0, '']);
    const found = [...this.rooms.of(scope).values()]
      .filter((alarm) => matches(alarm, query))
      .filter((alarm) => behind === null || compareKeys(keyOf(alarm), behind) < 0)
      .sort((a, b) => compareKeys(keyOf(b), keyOf(a)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { alarms: structuredClone(rows), nextCursor };
  }

  async judge(scope: Scope, id: string, verdict: AlarmRecord['verdict']): Promise<AlarmRecord | null> {
    const room = this.rooms.of(scope);
    const there = room.get(id);
    if (there === undefined) {
      return null;
    }
    const judged = structuredClone({ ...there, verdict });
    room.set(id, judged);
    return structuredClone(judged);
  }

  async tally(scope: Scope, { from, to }: { from: number; to: number }): Promise<AlarmTally[]> {
    const tallies = new Map<DetectorId, AlarmTally>();
    for (const { detector, at, verdict } of this.rooms.of(scope).values()) {
      if (at >= from && at < to) {
        const { alarms, confirmed, dismissed } = tallies.get(detector) ?? { alarms: 0, confirmed: 0, dismissed: 0 };
        tallies.set(detector, {
          detector,
          alarms: alarms + 1,
          confirmed: confirmed + (verdict?.is === 'confirmed' ? 1 : 0),
          dismissed: dismissed + (verdict?.is === 'dismissed' ? 1 : 0),
        });
      }
    }
    return [...tallies.values()];
  }

  async expire(scope: Scope, before: number): Promise<number> {
    const room = this.rooms.of(scope);
    const old = [...room.values()].filter(({ endedAt, at }) => (endedAt ?? at) < before);
    old.forEach(({ id }) => room.delete(id));
    return old.length;
  }
}

function matches(alarm: AlarmRecord, { show, firing, detectors, services, from, to }: AlarmQuery): boolean {
  const { incident, verdict, mode, endedAt, startedAt, detector, service } = alarm;
  const shown = {
    inbox: incident === null && verdict === null,
    trial: mode === 'trial',
    incident: incident !== null,
    all: true,
  };
  return (
    shown[show] &&
    (firing === undefined || firing === (endedAt === null)) &&
    (detectors?.includes(detector) ?? true) &&
    (services?.includes(service) ?? true) &&
    startedAt <= (to ?? Infinity) &&
    (endedAt ?? Infinity) >= (from ?? -Infinity)
  );
}

function keyOf({ at, id }: AlarmRecord): [number, string] {
  return [at, id];
}
