/** Who may sit at the workbench, and in which organisations: what a Grafana would know from its own database. */
export const ORGANISATION_ROLES = ['Viewer', 'Editor', 'Admin'] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

export interface Person {
  readonly id: number;
  readonly uid: string;
  readonly login: string;
  readonly name: string;
  readonly role: OrganisationRole;
}

export interface Organisation {
  readonly id: number;
  readonly name: string;
}

export const PEOPLE: readonly [Person, ...Person[]] = [
  { id: 1, uid: 'u-ada', login: 'ada', name: 'Ada', role: 'Admin' },
  { id: 2, uid: 'u-eddie', login: 'eddie', name: 'Eddie', role: 'Editor' },
  { id: 3, uid: 'u-vera', login: 'vera', name: 'Vera', role: 'Viewer' },
];

export const ORGANISATIONS: readonly [Organisation, ...Organisation[]] = [
  { id: 1, name: 'Main Org.' },
  { id: 2, name: 'Second Org.' },
];
