import { type IncidentChart } from '@incident-memory/contract';
import { LegendDisplayMode, SeriesTable, TooltipPlugin2, UPlotChart, useTheme2, VizLegend } from '@grafana/ui';
import React, { useMemo } from 'react';
import { lineLook } from '../../../shared/chart/lineLook';
import { useWidth } from '../../../shared/chart/useWidth';
import { exactTime } from '../../../shared/time/TimeAgo';
import { chartConfig } from './chartConfig';
import { type ChartLines } from './windowSums';

/** TooltipHoverMode.xAll, which @grafana/ui does not export by name. */
const ALL_SERIES = 1;
/** In units of the theme's grid. */
const HEIGHT = 15;

interface ErrorChartProps {
  lines: ChartLines;
  chart: IncidentChart;
  caption: string;
}

export function ErrorChart({ lines, chart, caption }: ErrorChartProps) {
  const theme = useTheme2();
  const [box, width] = useWidth();
  const { from, to, startedAt, detectedAt } = chart;
  const services = lines.series.map(({ service }) => service).join('\n');
  // A new configuration builds the chart anew, so it changes only with what it is made of, not with each answer.
  const config = useMemo(
    () =>
      chartConfig(theme, {
        services: services === '' ? [] : services.split('\n'),
        from: Date.parse(from),
        to: Date.parse(to),
        threshold: lines.threshold,
        startedAt: Date.parse(startedAt),
        detectedAt: Date.parse(detectedAt),
      }),
    [theme, services, from, to, lines.threshold, startedAt, detectedAt]
  );
  const data = useMemo(() => [lines.times, ...lines.series.map(({ values }) => values)] as uPlotData, [lines]);
  const highest = Math.max(0, ...lines.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <>
      <div
        ref={box}
        role="img"
        aria-label={`${caption}: at most ${highest}${lines.threshold === null ? '' : `, the rule fires at ${lines.threshold}`}. The same as a table: “Show as table”.`}
      >
        {width > 0 && (
          <UPlotChart config={config} data={data} width={width} height={theme.spacing.gridSize * HEIGHT}>
            <TooltipPlugin2
              config={config}
              hoverMode={ALL_SERIES}
              render={(_plot, indexes) => <Hover lines={lines} index={indexes[0] ?? null} />}
            />
          </UPlotChart>
        )}
      </div>
      <VizLegend
        displayMode={LegendDisplayMode.List}
        placement="bottom"
        readonly
        items={lines.series.map(({ service }, place) => ({ label: service, yAxis: 1, ...lineLook(theme, place) }))}
      />
    </>
  );
}

type uPlotData = React.ComponentProps<typeof UPlotChart>['data'];

function Hover({ lines, index }: { lines: ChartLines; index: number | null }) {
  const theme = useTheme2();
  const time = index === null ? undefined : lines.times[index];
  if (index === null || time === undefined) {
    return null;
  }
  return (
    <SeriesTable
      timestamp={exactTime(new Date(time).toISOString())}
      series={lines.series.map(({ service, values }, place) => ({
        label: service,
        value: values[index]?.toLocaleString('en') ?? 'not known',
        color: lineLook(theme, place).color,
      }))}
    />
  );
}
