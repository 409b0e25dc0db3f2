import { rangeUtil, type TimeRange } from '@grafana/data';
import { locationSearchToObject, locationService } from '@grafana/runtime';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { messageOf } from '../message-of.ts';
import { templates } from '../services/start-services.ts';
import { runAnnotations, type AnnotationAnswer } from './annotations.ts';
import type { Dashboard } from './dashboard-model.ts';
import { presentVariables, resolveVariables, type ChosenVariable } from './variables.ts';

/** One round of looking: every panel asks for the same range with the same variables. */
export interface View {
  readonly round: number;
  /** False until variables and annotations have been asked for the first time. */
  readonly settled: boolean;
  readonly range: TimeRange;
  readonly variables: readonly ChosenVariable[];
  readonly annotations: readonly AnnotationAnswer[];
}
const ANNOTATIONS_MAX = 100;

/** Range, variables and refresh live in the address, as in Grafana; each refresh is a new round. */
export function useDashboardView(dashboard: Dashboard) {
  const { search } = useLocation();
  const address = useMemo(() => readAddress(dashboard, search), [dashboard, search]);
  const [round, setRound] = useState(0);
  const [view, setView] = useState<View>(() => firstView(dashboard, address));
  const [problem, setProblem] = useState<string>();
  const refresh = useCallback(() => setRound((last) => last + 1), []);

  useEffect(() => {
    let left = false;
    void lookOnce(dashboard, address, round).then(
      (next) => (left ? undefined : (setView(next), setProblem(undefined))),
      (error: unknown) => (left ? undefined : setProblem(messageOf(error)))
    );
    return () => {
      left = true;
    };
  }, [dashboard, address, round]);

  useEffect(() => {
    if (address.refresh === '') {
      return undefined;
    }
    const timer = setInterval(refresh, rangeUtil.intervalToMs(address.refresh));
    return () => clearInterval(timer);
  }, [address.refresh, refresh]);

  return { view, problem, refresh, refreshEvery: address.refresh };
}

export function changeRange({ raw }: TimeRange): void {
  const text = (value: TimeRange['raw']['from']) => (typeof value === 'string' ? value : String(value.valueOf()));
  locationService.partial({ from: text(raw.from), to: text(raw.to) });
}
export function changeRefresh(refresh: string): void {
  locationService.partial({ refresh });
}
export function changeVariable(name: string, value: string[]): void {
  locationService.partial({ [`var-${name}`]: value });
}

function firstView(dashboard: Dashboard, address: ReturnType<typeof readAddress>): View {
  const range = rangeUtil.convertRawToRange(address.raw);
  templates.updateTimeRange(range);
  return {
    round: 0,
    settled: false,
    range,
    variables: presentVariables(dashboard, address.variables),
    annotations: [],
  };
}

async function lookOnce(dashboard: Dashboard, address: ReturnType<typeof readAddress>, round: number): Promise<View> {
  const range = rangeUtil.convertRawToRange(address.raw);
  templates.updateTimeRange(range);
  const variables = await resolveVariables(dashboard, range, address.variables);
  const annotations = await runAnnotations(dashboard.annotations?.list ?? [], {
    range,
    dashboard,
    maxDataPoints: ANNOTATIONS_MAX,
  });
  return { round, settled: true, range, variables, annotations };
}

function readAddress(dashboard: Dashboard, search: string) {
  const query = locationSearchToObject(search) as Record<string, string | string[] | undefined>;
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
  const moment = (value: string) =>
    /^\d+$/.test(value) ? rangeUtil.convertRawToRange({ from: value, to: value }).from : value;
  return {
    raw: {
      from: moment(one(query['from']) ?? dashboard.time?.from ?? 'now-1h'),
      to: moment(one(query['to']) ?? dashboard.time?.to ?? 'now'),
    },
    refresh: one(query['refresh']) ?? (dashboard.refresh || ''),
    variables: Object.fromEntries(
      Object.entries(query).flatMap(([key, value]) =>
        key.startsWith('var-') && value !== undefined ? [[key.slice('var-'.length), value]] : []
      )
    ),
  };
}
