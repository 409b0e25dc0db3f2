import type { IncidentEventType, IncidentState } from '@incident-memory/contract';

type Table = Readonly<Record<IncidentState, Readonly<Partial<Record<IncidentEventType, IncidentState>>>>>;

const UNDER_WAY = {
  'evidence-updated': 'open',
  'service-joined': 'open',
  widened: 'open',
  'alert-joined': 'open',
  'alert-resolved': 'open',
  acknowledged: 'open',
  mitigating: 'open',
  'help-requested': 'open',
  'can-wait': 'open',
  noted: 'open',
  attempted: 'open',
  'alarms-joined': 'open',
  'alarms-ended': 'open',
  'spread-found': 'open',
  'split-off': 'open',
  absorbed: 'open',
  confirmed: 'resolved',
  dismissed: 'dismissed',
  merged: 'merged',
} as const;

/**
 * The life cycle: which event may follow which state, and to which state it leads. What is not here is refused.
 * docs/architecture.md shows this table; a test keeps both equal.
 */
export const LIFE_CYCLE: Table = {
  open: { ...UNDER_WAY, 'errors-stopped': 'awaiting-confirmation' },
  'awaiting-confirmation': {
    'evidence-updated': 'awaiting-confirmation',
    'alert-resolved': 'awaiting-confirmation',
    acknowledged: 'awaiting-confirmation',
    noted: 'awaiting-confirmation',
    attempted: 'awaiting-confirmation',
    'errors-returned': 'open',
    'service-joined': 'open',
    widened: 'open',
    'alert-joined': 'open',
    'alarms-joined': 'open',
    'alarms-ended': 'awaiting-confirmation',
    'spread-found': 'awaiting-confirmation',
    'recovery-judged': 'awaiting-confirmation',
    'split-off': 'awaiting-confirmation',
    absorbed: 'open',
    confirmed: 'resolved',
    dismissed: 'dismissed',
    merged: 'merged',
    reopened: 'open',
  },
  // What another incident's event owes to this one is written even where this one was closed in between.
  resolved: {
    forgotten: 'resolved',
    noted: 'resolved',
    attempted: 'resolved',
    reopened: 'open',
    recurred: 'open',
    absorbed: 'resolved',
    'split-off': 'resolved',
  },
  dismissed: {
    forgotten: 'dismissed',
    noted: 'dismissed',
    attempted: 'dismissed',
    reopened: 'open',
    absorbed: 'dismissed',
    'split-off': 'dismissed',
  },
  merged: {
    forgotten: 'merged',
    noted: 'merged',
    attempted: 'merged',
    unmerged: 'open',
    absorbed: 'merged',
    'split-off': 'merged',
  },
};

/** The state after the event, or null where the event is refused. `opened` is only ever the first. */
export function nextState(state: IncidentState | null, event: IncidentEventType): IncidentState | null {
  if (state === null) {
    return event === 'opened' ? 'open' : null;
  }
  return LIFE_CYCLE[state][event] ?? null;
}

export function isUnderWay(state: IncidentState): boolean {
  return state === 'open' || state === 'awaiting-confirmation';
}
