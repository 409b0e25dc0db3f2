import { dateTime } from '@grafana/data';
import { TimeRangePicker } from '@grafana/ui';
import React from 'react';
import { type Range } from './useRange';

/** Grafana's own choice of a time range, kept in the address. */
export function RangePicker({ range }: { range: Range }) {
  const { from, to, picker, set } = range;
  const move = (by: number) => set({ from: dateTime(from + by), to: dateTime(to + by) });
  const length = to - from;
  return (
    <TimeRangePicker
      value={picker}
      onChange={({ raw }) => set(raw)}
      onChangeTimeZone={() => undefined}
      onMoveBackward={() => move(-length / 2)}
      onMoveForward={() => move(length / 2)}
      onZoom={() => set({ from: dateTime(from - length / 2), to: dateTime(to + length / 2) })}
    />
  );
}
