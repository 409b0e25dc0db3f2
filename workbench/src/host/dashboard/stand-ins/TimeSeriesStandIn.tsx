import { FieldType, type DataFrame } from '@grafana/data';
import { LegendDisplayMode, TimeSeries } from '@grafana/ui';
import lodash from 'lodash';
import { useMemo, useState } from 'react';
import { marksOf } from '../annotations.ts';
import type { BodyProps } from '../body-props.ts';
import { AnnotationMarks, type PlacedMark } from './AnnotationMarks.tsx';
import { NoData } from './NoData.tsx';

/** Plots that place the marks already: a chart shows its builder at each render, and makes a new one for new marks. */
const withMarks = new WeakSet<object>();

/** @grafana/ui's own chart, with the dashboard's annotations laid over it. */
export function TimeSeriesStandIn({ panel, data, width, height }: BodyProps) {
  const frames = useMemo(() => chartable(data.series, panel.fieldConfig?.defaults.custom), [data.series, panel]);
  const marks = useMemo(() => marksOf(data.annotations ?? []), [data.annotations]);
  const [placed, setPlaced] = useState<readonly PlacedMark[]>([]);
  if (frames.length === 0) {
    return <NoData />;
  }
  return (
    <div data-testid={`stand-in ${panel.type}`} style={{ position: 'relative' }}>
      <TimeSeries
        frames={frames}
        timeRange={data.timeRange}
        timeZone="browser"
        width={width}
        height={height}
        legend={{ showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] }}
        options={marks}
      >
        {(builder) => {
          if (withMarks.has(builder)) {
            return null;
          }
          withMarks.add(builder);
          builder.addHook('draw', (plot) => {
            const { offsetLeft, offsetTop, clientWidth, clientHeight } = plot.over;
            const next = marks
              .map((mark) => ({ mark, x: plot.valToPos(mark.time, 'x') }))
              .filter(({ x }) => x >= 0 && x <= clientWidth)
              .map(({ mark, x }) => ({ mark, left: offsetLeft + x, top: offsetTop, height: clientHeight }));
            setPlaced((shown) => (lodash.isEqual(shown, next) ? shown : next));
          });
          return null;
        }}
      </TimeSeries>
      <AnnotationMarks marks={placed} />
    </div>
  );
}

/** Frames with a time and a number; the panel's drawing options go to each number. */
function chartable(frames: readonly DataFrame[], custom: object | undefined): DataFrame[] {
  return frames
    .filter((frame) => frame.length > 0)
    .filter((frame) =>
      [FieldType.time, FieldType.number].every((type) => frame.fields.some((one) => one.type === type))
    )
    .map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) => ({
        ...field,
        config: { ...field.config, custom: { ...custom, ...field.config.custom } },
      })),
    }));
}
