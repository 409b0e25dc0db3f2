import { type Alarm } from '@incident-memory/contract';
import React from 'react';
import { StateTag } from '../tags/StateTag';

/** Whether it still stands. */
export function AlarmStateTag({ alarm }: { alarm: Pick<Alarm, 'endedAt'> }) {
  return alarm.endedAt === null ? (
    <StateTag key="firing" text="Firing" color="orange" icon="bolt" tooltip="It is still unusual." />
  ) : (
    <StateTag key="ended" text="Ended" color="darkgrey" icon="check" tooltip="It is as usual again." />
  );
}
