import { type GrafanaTheme2 } from '@grafana/data';
import { type LineStyle } from '@grafana/ui';

const DASHES: LineStyle[] = [{ fill: 'solid' }, { fill: 'dash', dash: [8, 4] }, { fill: 'dash', dash: [2, 4] }];

/** Colours repeat late and are not seen by everyone, so the stroke differs as well. */
export function lineLook(theme: GrafanaTheme2, place: number): { color: string; lineStyle: LineStyle } {
  const { palette } = theme.visualization;
  return {
    color: theme.visualization.getColorByName(palette[place % palette.length] ?? 'blue'),
    lineStyle: DASHES[place % DASHES.length] ?? { fill: 'solid' },
  };
}
