import type { Mark } from '../incident-record.ts';
import type { Changes, PlacedEvent } from './placed-event.ts';

/** What people say while it goes on. Who does something about it has thereby acknowledged it. */
export const PEOPLE_CHANGES: Changes<
  'acknowledged' | 'mitigating' | 'help-requested' | 'can-wait' | 'noted' | 'attempted' | 'forgotten'
> = {
  acknowledged: (record, event) => ({ acknowledged: record.acknowledged ?? markOf(event) }),
  mitigating: (record, event) => ({
    mitigating: markOf(event),
    canWait: null,
    acknowledged: record.acknowledged ?? markOf(event),
  }),
  'help-requested': (_, event) => ({ helpRequested: markOf(event), canWait: null }),
  'can-wait': (_, event) => ({ canWait: markOf(event) }),
  noted: () => ({}),
  attempted: () => ({}),
  forgotten: () => ({}),
};

function markOf({ at, actor }: PlacedEvent): Mark {
  return { at, by: actor.name };
}
