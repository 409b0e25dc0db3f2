import type { Connection } from './connection.ts';
import type { Room } from './index-definitions.ts';

/**
 * What is deleted is found no more at once, but Elasticsearch keeps it in its files: as long as a copy of the shard
 * might still have to be told of it (seen: half a minute), and then until a merge happens to rewrite that segment. So
 * a removal asks for the merge, and asks again until no deleted document is left.
 */
const PAUSE_MS = 10_000;
const MOST_TRIES = 30;

export class Expunging {
  private readonly connection: Connection;
  private readonly underWay = new Map<Room, NodeJS.Timeout>();
  private closed = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Tries now, and further behind the caller's back: the answer is not waited for where a merge takes its time. */
  async expunge(room: Room): Promise<void> {
    if (!(await this.isExpunged(room))) {
      this.plan(room, MOST_TRIES);
    }
  }

  /** What a process that died in between left behind. */
  resume(rooms: readonly Room[]): void {
    rooms.forEach((room) => this.plan(room, MOST_TRIES));
  }

  close(): void {
    this.closed = true;
    this.underWay.forEach((timer) => clearTimeout(timer));
  }

  private plan(room: Room, tries: number): void {
    clearTimeout(this.underWay.get(room));
    this.underWay.delete(room);
    if (!this.closed && tries > 0) {
      const timer = setTimeout(() => {
        void this.isExpunged(room)
          .catch(() => false)
          .then((isDone) => (isDone ? this.underWay.delete(room) : this.plan(room, tries - 1)));
      }, PAUSE_MS);
      timer.unref();
      this.underWay.set(room, timer);
    }
  }

  private async isExpunged(room: Room): Promise<boolean> {
    const index = this.connection.alias(room);
    if ((await this.deleted(index)) === 0) {
      return true;
    }
    await this.connection.send((client, options) =>
      client.indices.forcemerge({ index, only_expunge_deletes: true }, options)
    );
    await this.connection.send((client, options) => client.indices.flush({ index, force: true }, options));
    await this.connection.send((client, options) => client.indices.refresh({ index }, options));
    return (await this.deleted(index)) === 0;
  }

  private async deleted(index: string): Promise<number> {
    const stats = await this.connection.send((client, options) =>
      client.indices.stats({ index, metric: 'docs' }, options)
    );
    return stats._all.total?.docs?.deleted ?? 0;
  }
}
