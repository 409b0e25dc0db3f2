import { colorManipulator, formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';
import { drawStretch, drawUpright, type Stretch, withinChart } from './drawUpright';
import { bandColor, lineLook, type LineTone } from './lineLook';
import { lonelyPoints } from './lonelyPoints';

export interface TimeMark {
  /** Epoch milliseconds. */
  at: number;
  name: string;
  /** An alarm is drawn through and in the colour of what is wrong; a change is dashed. */
  isAlarm?: boolean;
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
  /** The first two columns are the upper and lower edge of what is usual. */
  hasBand: boolean;
  stretches: Stretch[];
  /** False for what has no meaningful zero: a heap of 700 MB would look flat from there. */
  fromZero: boolean;
}

/** Room for a figure with its unit, in units of the theme's grid. */
const WIDEST_LABEL = 9;
/** Names of marks that stand beside each other take turns, so that they can be read. */
const MARK_ROWS = 3;
/** Seen in both themes, and a line through it stays the clearest thing. */
const BAND_OPACITY = 0.18;
const { alpha } = colorManipulator;

export function timeChartConfig(
  theme: GrafanaTheme2,
  { tones, isFlat, from, to, unit, marks, hasBand, stretches, fromZero }: ChartShape
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
    min: fromZero ? 0 : undefined,
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
  if (hasBand) {
    for (const _edge of ['upper', 'lower']) {
      config.addSeries({
        scaleKey: 'y',
        theme,
        drawStyle: DrawStyle.Line,
        lineColor: bandColor(theme),
        lineWidth: 1,
        showPoints: PointVisibility.Never,
        pointsFilter: lonelyPoints,
        pointSize: 3,
        pxAlign: false,
      });
    }
    config.addBand({ series: [1, 2], fill: alpha(bandColor(theme), BAND_OPACITY) });
  }
  tones.forEach((tone, place) => {
    const { color, lineStyle } = lineLook(theme, place, tone ?? undefined);
    config.addSeries({
      scaleKey: 'y',
      theme,
      drawStyle: DrawStyle.Line,
      lineColor: color,
      lineStyle,
      lineWidth: 2,
      fillOpacity: tones.length === 1 && !hasBand ? 12 : 0,
      showPoints: PointVisibility.Never,
      pointsFilter: lonelyPoints,
      pointSize: 5,
      pxAlign: false,
    });
  });
  config.addHook('drawClear', (plot) =>
    withinChart(plot, () => stretches.forEach((stretch) => drawStretch(plot, theme, stretch)))
  );
  config.addHook('draw', (plot) =>
    withinChart(plot, () =>
      marks.forEach(({ at, name, isAlarm = false }, place) =>
        drawUpright(plot, theme, { at, name, dash: isAlarm ? [] : [4, 3], row: place % MARK_ROWS, isAlarm })
      )
    )
  );
  return config;
}
