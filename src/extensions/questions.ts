import { dateMath, type DataFrame, type DateTime, type RawTimeRange } from '@grafana/data';
import { type AskBody } from '@incident-memory/contract';
import { cleanLabels, cleanText, seriesShape } from './seriesShape';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An alert is asked about from a little before it began, since what led to it is of interest. */
const BEFORE_ALERT = 30 * MINUTE;
const AFTER_ALERT = 30 * MINUTE;

export interface ShownData {
  series?: DataFrame[];
  timeRange?: { from: DateTime; to: DateTime };
}

/** What the links' contexts have in common, as seen in Grafana 12.3; every part may be missing elsewhere. */
export interface PanelContext {
  id?: number;
  pluginId?: string;
  title?: string;
  timeRange?: RawTimeRange;
  dashboard?: { uid?: string; title?: string };
  data?: ShownData;
}

export interface ExploreContext {
  timeRange?: RawTimeRange;
  data?: ShownData & { graphResult?: DataFrame[] | null; logsResult?: { series?: DataFrame[] } | null };
}

export interface AlertContext {
  instance?: { labels?: Record<string, string>; activeAt?: string; value?: string };
  rule?: { name?: string };
}

function toMs(value: RawTimeRange['from'] | undefined, roundUp: boolean): number | null {
  const parsed = value === undefined ? undefined : dateMath.toDateTime(value, { roundUp });
  return parsed?.isValid() === true ? parsed.valueOf() : null;
}

/** The absolute range at the time of the question; the last hour where the context tells nothing that can be read. */
function absoluteRange(raw: RawTimeRange | undefined, now: number): { from: number; to: number } {
  const from = toMs(raw?.from, false);
  const to = toMs(raw?.to, true);
  return from !== null && to !== null && from < to ? { from, to } : { from: now - HOUR, to: now };
}

function short(text: string | undefined, length: number): string | null {
  const clean = cleanText(text ?? '', length).trim();
  return clean === '' ? null : clean;
}

export function questionFromPanel(context: PanelContext, now: number): AskBody {
  return {
    panel: {
      title: short(context.title, 500) ?? 'Panel without a title',
      dashboard: short(context.dashboard?.title, 500),
      dashboardUid: short(context.dashboard?.uid, 100),
    },
    ...absoluteRange(context.timeRange, now),
    series: seriesShape(context.data?.series ?? []),
  };
}

/** What Explore shows over time: the graph of a metric query, or the volume of log lines it has drawn above them. */
export function exploreFrames(context: ExploreContext): DataFrame[] {
  const { graphResult, logsResult, series } = context.data ?? {};
  return [...(graphResult ?? logsResult?.series ?? series ?? [])];
}

export function questionFromExplore(context: ExploreContext, now: number): AskBody {
  return {
    panel: { title: 'Explore', dashboard: null, dashboardUid: null },
    ...absoluteRange(context.timeRange, now),
    series: seriesShape(exploreFrames(context)),
  };
}

export function questionFromAlert(context: AlertContext, now: number): AskBody {
  const labels = context.instance?.labels ?? {};
  const began = Date.parse(context.instance?.activeAt ?? '');
  const start = Number.isFinite(began) && began > 0 && began <= now ? began : now;
  const title = short(context.rule?.name ?? labels.alertname, 500) ?? 'Alert';
  const value = Number.parseFloat(context.instance?.value ?? '');
  return {
    panel: { title, dashboard: null, dashboardUid: null },
    from: start - BEFORE_ALERT,
    to: Math.min(now, start + AFTER_ALERT),
    series: [{ name: title, labels: cleanLabels(labels), points: [[start, Number.isFinite(value) ? value : null]] }],
  };
}

/** From the command palette there is only the address: the range of the dashboard or Explore behind it, if any. */
export function questionFromAddress(search: Record<string, unknown>, now: number): AskBody {
  const bound = (value: unknown) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
  };
  return {
    panel: { title: 'This time range', dashboard: null, dashboardUid: null },
    ...absoluteRange({ from: bound(search.from), to: bound(search.to) }, now),
    series: [],
  };
}
