import { type GrafanaTheme2 } from '@grafana/data';
import { type UPlotChart } from '@grafana/ui';
import { type ComponentProps } from 'react';

export type Plot = Parameters<NonNullable<ComponentProps<typeof UPlotChart>['plotRef']>>[0];

export interface Upright {
  /** Epoch milliseconds. */
  at: number;
  name: string;
  dash: number[];
  /** Names of neighbouring lines stand below each other. */
  row: number;
  isAlarm?: boolean;
}

/** A line from top to bottom at a time, with its name beside it. Called between save and restore of the context. */
export function drawUpright(plot: Plot, theme: GrafanaTheme2, { at, name, dash, row, isAlarm = false }: Upright): void {
  const { ctx, bbox } = plot;
  const scale = window.devicePixelRatio;
  const gap = 4 * scale;
  const x = plot.valToPos(at, 'x', true);
  ctx.lineWidth = scale;
  ctx.font = `${theme.typography.fontSize * 0.85 * scale}px ${theme.typography.fontFamily}`;
  ctx.strokeStyle = isAlarm ? theme.colors.error.text : theme.colors.text.secondary;
  ctx.setLineDash(dash.map((length) => length * scale));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = theme.colors.text.primary;
  ctx.textBaseline = 'top';
  const fitsRight = x + gap + ctx.measureText(name).width < bbox.left + bbox.width;
  ctx.textAlign = fitsRight ? 'left' : 'right';
  const rowHeight = theme.typography.fontSize * 1.2 * scale;
  ctx.fillText(name, fitsRight ? x + gap : x - gap, bbox.top + gap + row * rowHeight);
}

/** A stretch of time that stands out, in epoch milliseconds. */
export interface Stretch {
  from: number;
  to: number;
}

/** A stretch, shaded from top to bottom; never so narrow that it cannot be seen. */
export function drawStretch({ ctx, bbox, valToPos }: Plot, theme: GrafanaTheme2, { from, to }: Stretch): void {
  const [left, right] = [valToPos(from, 'x', true), valToPos(to, 'x', true)];
  ctx.fillStyle = theme.colors.error.transparent;
  ctx.fillRect(left, bbox.top, Math.max(right - left, 2 * window.devicePixelRatio), bbox.height);
}

/** Nothing that is drawn in it leaves the chart. */
export function withinChart({ ctx, bbox }: Plot, draw: () => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw();
  ctx.restore();
}
