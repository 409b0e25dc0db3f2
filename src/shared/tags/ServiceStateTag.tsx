import { type RouteAnswer } from '@incident-memory/contract';
import { type BadgeColor, type IconName } from '@grafana/ui';
import React from 'react';
import { StateTag } from './StateTag';

type ServiceState = RouteAnswer<'listServices'>['items'][number]['state'];

const STATES: Record<ServiceState, { text: string; color: BadgeColor; icon: IconName }> = {
  incident: { text: 'In an incident', color: 'red', icon: 'fire' },
  raised: { text: 'Errors raised', color: 'orange', icon: 'arrow-up' },
  silent: { text: 'Silent', color: 'orange', icon: 'bell-slash' },
  learning: { text: 'Still learning', color: 'blue', icon: 'history' },
  usual: { text: 'As usual', color: 'green', icon: 'check' },
};

/** How a service is now; null for what is only called by others. */
export function ServiceStateTag({ state }: { state: ServiceState | null }) {
  return state === null ? (
    <StateTag text="Not watched" color="darkgrey" icon="minus" />
  ) : (
    <StateTag {...STATES[state]} />
  );
}
