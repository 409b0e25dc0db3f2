import type { BoundedTable } from '@incident-memory/contract';
import type { Clock } from '../../../ports/clock.ts';
import type { SourceWatch } from '../../../usecases/intake/source-watch.ts';
import type { Handlers } from '../call.ts';
import { instant } from '../present/present-incident.ts';

export interface SourceDependencies {
  readonly sources: SourceWatch;
  /** What intake counts in, of one organisation. */
  readonly tables: (organisation: string) => readonly BoundedTable[];
  readonly clock: Clock;
}

export function sourceRoutes({ sources, tables, clock }: SourceDependencies): Pick<Handlers, 'listSources'> {
  return {
    listSources: ({ reader }) => {
      const { organisation } = reader.scope;
      const now = clock.now();
      return { at: instant(now), sources: sources.statuses(organisation, now), tables: [...tables(organisation)] };
    },
  };
}
