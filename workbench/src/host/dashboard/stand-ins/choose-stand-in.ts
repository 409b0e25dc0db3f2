import type { ComponentType } from 'react';
import type { BodyProps } from '../body-props.ts';
import { NodeGraphStandIn } from './NodeGraphStandIn.tsx';
import { StatStandIn } from './StatStandIn.tsx';
import { TableStandIn } from './TableStandIn.tsx';
import { TextStandIn } from './TextStandIn.tsx';
import { TimeSeriesStandIn } from './TimeSeriesStandIn.tsx';

/** Charts as charts, single numbers as numbers; whatever else there is can be read as a table. */
export function chooseStandIn(type: string): ComponentType<BodyProps> {
  switch (type) {
    case 'timeseries':
    case 'barchart':
    case 'trend':
      return TimeSeriesStandIn;
    case 'stat':
    case 'gauge':
    case 'bargauge':
      return StatStandIn;
    case 'nodeGraph':
      return NodeGraphStandIn;
    case 'text':
      return TextStandIn;
    default:
      return TableStandIn;
  }
}
