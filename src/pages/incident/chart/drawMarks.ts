import { type GrafanaTheme2 } from '@grafana/data';
import { drawUpright, type Plot, withinChart } from '../../../shared/chart/drawUpright';

export interface Marks {
  threshold: number | null;
  /** Epoch milliseconds. */
  startedAt: number;
  detectedAt: number;
}

/** Draws the rule's line and the two times onto the finished chart, each with its name beside it. */
export function drawMarks(plot: Plot, theme: GrafanaTheme2, { threshold, startedAt, detectedAt }: Marks): void {
  withinChart(plot, () => {
    if (threshold !== null) {
      drawRule(plot, theme, threshold);
    }
    drawUpright(plot, theme, { at: startedAt, name: 'began', dash: [], row: 0 });
    drawUpright(plot, theme, { at: detectedAt, name: 'detected', dash: [3, 3], row: 1 });
  });
}

function drawRule({ ctx, bbox, valToPos }: Plot, theme: GrafanaTheme2, threshold: number): void {
  const scale = window.devicePixelRatio;
  const y = valToPos(threshold, 'errors', true);
  ctx.lineWidth = scale;
  ctx.font = `${theme.typography.fontSize * 0.85 * scale}px ${theme.typography.fontFamily}`;
  ctx.strokeStyle = theme.colors.error.text;
  ctx.setLineDash([6 * scale, 3 * scale]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = theme.colors.error.text;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(`rule: ${threshold}`, bbox.left + 4 * scale, y - 2 * scale);
}
