import { type ResolutionNotes } from '@incident-memory/contract';

export type FixKind = ResolutionNotes['fixKind'];

/** What kinds of cure there are, in the words of the form. */
export const FIX_KINDS: Record<FixKind, string> = {
  rollback: 'Rolled back a release',
  restart: 'Restarted something',
  configuration: 'Changed a configuration',
  scaling: 'Scaled up or down',
  'code-change': 'Changed the code',
  failover: 'Failed over',
  dependency: 'A dependency was fixed by others',
  none: 'Nothing: it went away by itself',
  other: 'Something else',
};
