import type { Database } from 'better-sqlite3';

/** The small numbers that stand for organisations and services in the tables of lines and counts. */
export interface LogNumbers {
  organisation(organisation: string): number;
  service(organisation: number, service: string): number;
}

/** Gives a number to whoever has none; each call belongs inside a transaction. */
export function logNumbers(database: Database): LogNumbers {
  const findOrganisation = database
    .prepare<[string], number>('SELECT number FROM log_organisations WHERE organisation = ?')
    .pluck();
  const addOrganisation = database
    .prepare<[string], number>('INSERT INTO log_organisations (organisation) VALUES (?) RETURNING number')
    .pluck();
  const findService = database
    .prepare<[number, string], number>('SELECT number FROM log_services WHERE organisation = ? AND service = ?')
    .pluck();
  const addService = database
    .prepare<
      [number, string],
      number
    >('INSERT INTO log_services (organisation, service) VALUES (?, ?) RETURNING number')
    .pluck();

  return {
    organisation: (organisation) => Number(findOrganisation.get(organisation) ?? addOrganisation.get(organisation)),
    service: (organisation, service) =>
      Number(findService.get(organisation, service) ?? addService.get(organisation, service)),
  };
}
