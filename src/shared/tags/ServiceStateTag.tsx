import { type RouteAnswer } from '@incident-memory/contract';
import { type BadgeColor, type IconName } from '@grafana/ui';
import React from 'react';
import { StateTag } from './StateTag';

type ServiceState = RouteAnswer<'listServices'>['items'][number]['state'];

const STATES: Record<ServiceState, { text: string; color: BadgeColor; icon: IconName }> = {
  incident: { text: 'In an incident', color: 'red', icon: 'fire' },
  raised: { text: 'Error lines raised', color: 'orange', icon: 'arrow-up' },
  silent: { text: 'Silent', color: 'orange', icon: 'bell-slash' },
  learning: { text: 'Still learning', color: 'blue', icon: 'history' },
  usual: { text: 'Lines as usual', color: 'green', icon: 'check' },
};

/** How the lines of a service are now, which is what is judged; null for what sends none. */
export function ServiceStateTag({ state }: { state: ServiceState | null }) {
  return state === null ? (
    <StateTag text="Not watched" color="darkgrey" icon="minus" />
  ) : (
    <StateTag {...STATES[state]} />
  );
}
