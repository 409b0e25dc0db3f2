import { type GrafanaTheme2 } from '@grafana/data';
import { type UPlotChart } from '@grafana/ui';
import { type ComponentProps } from 'react';

export interface Marks {
  threshold: number | null;
  /** Epoch milliseconds. */
  startedAt: number;
  detectedAt: number;
}

type Plot = Parameters<NonNullable<ComponentProps<typeof UPlotChart>['plotRef']>>[0];

/** Draws the rule's line and the two times onto the finished chart, each with its name beside it. */
export function drawMarks(plot: Plot, theme: GrafanaTheme2, marks: Marks): void {
  const { ctx, bbox } = plot;
  const scale = window.devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = scale;
  ctx.font = `${theme.typography.fontSize * 0.85 * scale}px ${theme.typography.fontFamily}`;
  const gap = 4 * scale;

  const line = (color: string, dash: number[], points: [number, number, number, number]) => {
    ctx.strokeStyle = color;
    ctx.setLineDash(dash.map((length) => length * scale));
    ctx.beginPath();
    ctx.moveTo(points[0], points[1]);
    ctx.lineTo(points[2], points[3]);
    ctx.stroke();
  };

  if (marks.threshold !== null) {
    const y = plot.valToPos(marks.threshold, 'errors', true);
    line(theme.colors.error.text, [6, 3], [bbox.left, y, bbox.left + bbox.width, y]);
    ctx.fillStyle = theme.colors.error.text;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.fillText(`rule: ${marks.threshold}`, bbox.left + gap, y - gap / 2);
  }

  const upright = (at: number, name: string, look: { dash: number[]; row: number }) => {
    const x = plot.valToPos(at, 'x', true);
    line(theme.colors.text.secondary, look.dash, [x, bbox.top, x, bbox.top + bbox.height]);
    ctx.fillStyle = theme.colors.text.primary;
    ctx.textBaseline = 'top';
    const fitsRight = x + gap + ctx.measureText(name).width < bbox.left + bbox.width;
    ctx.textAlign = fitsRight ? 'left' : 'right';
    const rowHeight = theme.typography.fontSize * 1.2 * scale;
    ctx.fillText(name, fitsRight ? x + gap : x - gap, bbox.top + gap + look.row * rowHeight);
  };
  upright(marks.startedAt, 'began', { dash: [], row: 0 });
  upright(marks.detectedAt, 'detected', { dash: [3, 3], row: 1 });
  ctx.restore();
}
