import { type GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';
import { lineLook } from '../../../shared/chart/lineLook';
import { drawMarks, type Marks } from './drawMarks';

interface ChartShape extends Marks {
  services: string[];
  from: number;
  to: number;
}

export function chartConfig(theme: GrafanaTheme2, shape: ChartShape): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder();
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [shape.from, shape.to],
  });
  config.addScale({
    scaleKey: 'errors',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    min: 0,
    // The rule's line stays in sight however low the errors are.
    softMax: shape.threshold === null ? undefined : shape.threshold * 1.15,
  });
  config.addAxis({ scaleKey: 'x', isTime: true, theme, placement: AxisPlacement.Bottom, timeZone: 'browser' });
  config.addAxis({ scaleKey: 'errors', theme, placement: AxisPlacement.Left, size: theme.spacing.gridSize * 6 });
  shape.services.forEach((_service, place) => {
    const { color, lineStyle } = lineLook(theme, place);
    config.addSeries({
      scaleKey: 'errors',
      theme,
      drawStyle: DrawStyle.Line,
      lineColor: color,
      lineStyle,
      lineWidth: 2,
      fillOpacity: shape.services.length === 1 ? 12 : 0,
      showPoints: PointVisibility.Never,
      pxAlign: false,
    });
  });
  config.addHook('draw', (plot) => drawMarks(plot, theme, shape));
  return config;
}
