import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';
import { drawUpright, withinChart } from './drawUpright';
import { lineLook, type LineTone } from './lineLook';
import { lonelyPoints } from './lonelyPoints';

export interface TimeMark {
  /** Epoch milliseconds. */
  at: number;
  name: string;
}

interface ChartShape {
  /** One a line; null for one that is neither good nor bad. */
  tones: Array<LineTone | null>;
  /** Whether there is anything above zero. */
  isFlat: boolean;
  from: number;
  to: number;
  unit: string;
  marks: TimeMark[];
}

/** Room for a figure with its unit, in units of the theme's grid. */
const WIDEST_LABEL = 9;
/** Names of marks that stand beside each other take turns, so that they can be read. */
const MARK_ROWS = 3;

export function timeChartConfig(
  theme: GrafanaTheme2,
  { tones, isFlat, from, to, unit, marks }: ChartShape
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder();
  const format = getValueFormat(unit);
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [from, to],
  });
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    min: 0,
    // Only where all is zero: a rate of 0.02 a second must not look like none.
    softMax: isFlat ? 1 : undefined,
  });
  config.addAxis({ scaleKey: 'x', isTime: true, theme, placement: AxisPlacement.Bottom, timeZone: 'browser' });
  config.addAxis({
    scaleKey: 'y',
    theme,
    placement: AxisPlacement.Left,
    size: theme.spacing.gridSize * WIDEST_LABEL,
    formatValue: (value, decimals) => formattedValueToString(format(Number(value), decimals)),
  });
  tones.forEach((tone, place) => {
    const { color, lineStyle } = lineLook(theme, place, tone ?? undefined);
    config.addSeries({
      scaleKey: 'y',
      theme,
      drawStyle: DrawStyle.Line,
      lineColor: color,
      lineStyle,
      lineWidth: 2,
      fillOpacity: tones.length === 1 ? 12 : 0,
      showPoints: PointVisibility.Never,
      pointsFilter: lonelyPoints,
      pointSize: 5,
      pxAlign: false,
    });
  });
  config.addHook('draw', (plot) =>
    withinChart(plot, () =>
      marks.forEach(({ at, name }, place) =>
        drawUpright(plot, theme, { at, name, dash: [4, 3], row: place % MARK_ROWS })
      )
    )
  );
  return config;
}
