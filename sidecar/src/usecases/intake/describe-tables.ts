import type { BoundedTable } from '@incident-memory/contract';

export interface Fill {
  readonly size: number;
  readonly limit: number;
  /** How often something did not fit. */
  readonly overflowed: number;
}

/** By what is counted, in the order in which they are shown. */
type What = BoundedTable['what'];

/** What does not fit is counted together under a name of its own; what was known before stays right. */
const WARNINGS: Readonly<Record<What, string>> = {
  services:
    'More services than are told apart: further ones are counted together as (other). Does a sender put an id into service.name?',
  templates:
    'More kinds of messages than are told apart: further ones are counted together. Does a service log text that is never the same twice?',
  operations:
    'More operations than are told apart: further ones are counted together as (other). Do span names hold ids? Use route templates.',
  calls:
    'More pairs of services than are told apart: further calls are counted as to (other). Do peers hold ids or addresses?',
  metrics:
    'More series than are kept: new label values are counted together. Does a label hold ids, paths or user names?',
  relations:
    'More relations than are remembered: further ones are not kept. Do resource attributes hold ids that change?',
};

export function describeTables(tables: Readonly<Record<What, Fill>>): BoundedTable[] {
  return (Object.keys(WARNINGS) as What[]).map((what) => {
    const { size, limit, overflowed } = tables[what];
    return { what, size, limit, overflowed, warning: overflowed === 0 ? null : WARNINGS[what] };
  });
}
