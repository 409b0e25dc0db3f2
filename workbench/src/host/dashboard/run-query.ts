import {
  CoreApp,
  LoadingState,
  rangeUtil,
  toDataFrame,
  type DataFrame,
  type DataQuery,
  type DataQueryError,
  type DataQueryRequest,
  type PanelData,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { isObservable, lastValueFrom } from 'rxjs';
import { messageOf } from '../message-of.ts';

export interface Question {
  readonly requestId: string;
  readonly datasource?: DataSourceRef | null;
  readonly targets: ReadonlyArray<DataQuery & { datasource?: DataSourceRef | null }>;
  readonly range: TimeRange;
  readonly maxDataPoints: number;
  readonly interval?: string;
  readonly dashboard: { readonly uid: string; readonly title: string };
  readonly panel?: { readonly id: number; readonly title?: string; readonly type: string };
}

/** Asks each data source for its targets, hidden ones left out as Grafana does, and puts the answers together. */
export async function runQuery(question: Question): Promise<PanelData> {
  const shown = question.targets.filter((target) => target.hide !== true);
  const bySource = Map.groupBy(shown, (target) => (target.datasource ?? question.datasource)?.uid);
  const request = requestOf(question);
  const answers = await Promise.all(
    [...bySource].map(([uid, targets]) => askSource(uid, { ...request, targets, startTime: Date.now() }))
  );
  const errors = answers.flatMap((answer) => answer.errors);
  return {
    state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
    series: answers.flatMap((answer) => answer.series),
    annotations: [],
    errors,
    error: errors[0],
    request,
    timeRange: question.range,
  };
}

/** What Grafana hands to DataSourceApi.query beside the targets. */
export function requestOf(question: Question): DataQueryRequest {
  const { range, maxDataPoints, dashboard, panel } = question;
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, maxDataPoints, question.interval);
  return {
    requestId: question.requestId,
    app: CoreApp.Dashboard,
    timezone: 'browser',
    range,
    rangeRaw: range.raw,
    interval,
    intervalMs,
    maxDataPoints,
    scopedVars: intervalVariables(interval, intervalMs),
    targets: [...question.targets],
    startTime: Date.now(),
    dashboardUID: dashboard.uid,
    dashboardTitle: dashboard.title,
    panelId: panel?.id,
    panelName: panel?.title,
    panelPluginId: panel?.type,
  };
}

function intervalVariables(interval: string, intervalMs: number): ScopedVars {
  return {
    __interval: { text: interval, value: interval },
    __interval_ms: { text: String(intervalMs), value: intervalMs },
  };
}

async function askSource(
  uid: string | undefined,
  request: DataQueryRequest
): Promise<{ series: DataFrame[]; errors: DataQueryError[] }> {
  try {
    const source = await getDataSourceSrv().get(uid);
    const queries =
      source.filterQuery === undefined ? request.targets : request.targets.filter(source.filterQuery, source);
    if (queries.length === 0) {
      return { series: [], errors: [] };
    }
    const answer = source.query({ ...request, targets: queries });
    const { data, error, errors = [] } = await (isObservable(answer) ? lastValueFrom(answer) : answer);
    return {
      series: (data as unknown[]).map((frame) => toDataFrame(frame)),
      errors: error === undefined || errors.includes(error) ? errors : [error, ...errors],
    };
  } catch (problem) {
    return { series: [], errors: [{ message: messageOf(problem) }] };
  }
}
