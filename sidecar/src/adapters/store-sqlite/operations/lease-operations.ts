import type { Database } from 'better-sqlite3';

export function leaseWrites(database: Database) {
  const acquire = database.prepare(
    `INSERT INTO leases VALUES (@organisation, @name, @holder, @untilMs)
     ON CONFLICT DO UPDATE SET holder = excluded.holder, until = excluded.until
     WHERE holder = excluded.holder OR until <= @now`
  );
  const release = database.prepare('DELETE FROM leases WHERE organisation = ? AND name = ? AND holder = ?');
  // The update that changes nothing makes RETURNING give the value that stands.
  const claim = database
    .prepare<[object], string>(
      `INSERT INTO claims VALUES (@organisation, @key, @value)
       ON CONFLICT DO UPDATE SET value = CASE WHEN value = @instead THEN excluded.value ELSE value END
       RETURNING value`
    )
    .pluck();
  const unclaim = database.prepare('DELETE FROM claims WHERE organisation = ? AND key = ? AND value = ?');

  return {
    acquireLease(lease: { organisation: string; name: string; holder: string; now: number; untilMs: number }): boolean {
      return acquire.run(lease).changes > 0;
    },

    releaseLease({ organisation, name, holder }: { organisation: string; name: string; holder: string }): void {
      release.run(organisation, name, holder);
    },

    claim(wanted: { organisation: string; key: string; value: string; instead: string | null }): string {
      return String(claim.get(wanted));
    },

    unclaim({ organisation, key, value }: { organisation: string; key: string; value: string }): void {
      unclaim.run(organisation, key, value);
    },
  };
}
