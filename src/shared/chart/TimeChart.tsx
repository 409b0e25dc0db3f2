import { formattedValueToString, getValueFormat } from '@grafana/data';
import { LegendDisplayMode, SeriesTable, TooltipPlugin2, UPlotChart, useTheme2, VizLegend } from '@grafana/ui';
import React, { useMemo } from 'react';
import { exactTime } from '../time/TimeAgo';
import { type UsualBand } from './bandEdges';
import { type Stretch } from './drawUpright';
import { bandColor, lineLook, type LineTone } from './lineLook';
import { sayUsual } from './sayUsual';
import { timeChartConfig, type TimeMark } from './timeChartConfig';
import { useWidth } from './useWidth';

/** TooltipHoverMode.xAll, which @grafana/ui does not export by name. */
const ALL_SERIES = 1;
/** In units of the theme's grid. */
const HEIGHT = 18;
const NONE: never[] = [];
const USUAL = 'usual';

export interface TimeSeries {
  name: string;
  values: Array<number | null>;
  tone?: LineTone;
}

export interface TimeChartProps {
  /** What the chart shows, for those who listen. */
  caption: string;
  /** Epoch milliseconds, one a value. */
  times: number[];
  series: TimeSeries[];
  from: number;
  to: number;
  /** A unit of Grafana's: `short`, `ms`, `reqps` … */
  unit: string;
  marks?: TimeMark[];
  band?: UsualBand;
  /** Shaded from top to bottom: while an alarm stood. */
  stretches?: Stretch[];
  fromZero?: boolean;
  /** In units of the theme's grid. */
  height?: number;
}

/** Lines over time, with marks at times; the same figures are read in the tooltip and in the caption. */
export function TimeChart(props: TimeChartProps) {
  const { caption, times, series, from, to, unit, marks, band, stretches, fromZero = true, height = HEIGHT } = props;
  const theme = useTheme2();
  const [box, width] = useWidth();
  const tones = JSON.stringify(series.map(({ tone }) => tone ?? null));
  const isFlat = series.every(({ values }) => values.every((value) => value === null || value === 0));
  const marked = JSON.stringify(marks ?? []);
  const shaded = JSON.stringify(stretches ?? []);
  const hasBand = band !== undefined;
  // A new configuration builds the chart anew, so it changes only with what it is made of, not with each answer.
  const config = useMemo(
    () =>
      timeChartConfig(theme, {
        tones: JSON.parse(tones),
        isFlat,
        from,
        to,
        unit,
        marks: JSON.parse(marked),
        hasBand,
        stretches: JSON.parse(shaded),
        fromZero,
      }),
    [theme, tones, isFlat, from, to, unit, marked, hasBand, shaded, fromZero]
  );
  const data = useMemo(() => {
    const edges = band === undefined ? NONE : [band.high, band.low];
    return [times, ...edges, ...series.map(({ values }) => values)] as PlotData;
  }, [times, series, band]);
  const say = (value: number | null | undefined) =>
    value === null || value === undefined ? 'not known' : formattedValueToString(getValueFormat(unit)(value));
  const highest = (values: Array<number | null>) => Math.max(0, ...values.map((value) => value ?? 0));
  const usualAt = (index: number) => sayUsual(say, band?.low[index], band?.high[index]);
  const spoken = series.map(({ name, values }) => `${name} at most ${say(highest(values))}`).join(', ');
  return (
    <div>
      <div ref={box} role="img" aria-label={`${caption}: ${spoken}`}>
        {width > 0 && (
          <UPlotChart config={config} data={data} width={width} height={theme.spacing.gridSize * height}>
            <TooltipPlugin2
              config={config}
              hoverMode={ALL_SERIES}
              render={(_plot, indexes) => {
                const index = indexes[0] ?? null;
                const time = index === null ? undefined : times[index];
                return index === null || time === undefined ? null : (
                  <SeriesTable
                    timestamp={exactTime(new Date(time).toISOString())}
                    series={[
                      ...series.map(({ name, values, tone }, place) => ({
                        label: name,
                        value: say(values[index]),
                        color: lineLook(theme, place, tone).color,
                      })),
                      ...(hasBand ? [{ label: USUAL, value: usualAt(index), color: bandColor(theme) }] : NONE),
                    ]}
                  />
                );
              }}
            />
          </UPlotChart>
        )}
      </div>
      <VizLegend
        displayMode={LegendDisplayMode.List}
        placement="bottom"
        readonly
        items={[
          ...series.map(({ name, tone }, place) => ({ label: name, yAxis: 1, ...lineLook(theme, place, tone) })),
          ...(hasBand ? [{ label: USUAL, yAxis: 1, color: bandColor(theme) }] : NONE),
        ]}
      />
    </div>
  );
}

type PlotData = React.ComponentProps<typeof UPlotChart>['data'];
