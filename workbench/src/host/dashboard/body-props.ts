import type { PanelData } from '@grafana/data';
import type { Panel } from './dashboard-model.ts';

/** What every panel's content is given, ours and the stand-ins. */
export interface BodyProps {
  panel: Panel;
  title: string;
  data: PanelData;
  width: number;
  height: number;
}
