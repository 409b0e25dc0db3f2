import { type GrafanaTheme2 } from '@grafana/data';
import { type LineStyle } from '@grafana/ui';

const DASHES: LineStyle[] = [{ fill: 'solid' }, { fill: 'dash', dash: [8, 4] }, { fill: 'dash', dash: [2, 4] }];

/** What a line says: errors are red and warnings orange on every chart; blue is told apart from a band of green. */
export type LineTone = 'bad' | 'warned' | 'plain';

const TONES: Record<LineTone, string> = { bad: 'red', warned: 'orange', plain: 'blue' };

/** Colours repeat late and are not seen by everyone, so the stroke differs as well. */
export function lineLook(
  theme: GrafanaTheme2,
  place: number,
  tone?: LineTone
): { color: string; lineStyle: LineStyle } {
  const { palette } = theme.visualization;
  const name = tone === undefined ? palette[place % palette.length] : TONES[tone];
  return {
    color: theme.visualization.getColorByName(name ?? 'blue'),
    lineStyle: DASHES[place % DASHES.length] ?? { fill: 'solid' },
  };
}

/** What is usual, behind every line: green is how services look that are well. */
export function bandColor(theme: GrafanaTheme2): string {
  return theme.visualization.getColorByName('green');
}
