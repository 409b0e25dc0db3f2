import { type EventBus, type TimeRange } from '@grafana/data';
import { RefreshEvent } from '@grafana/runtime';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, toApiError } from '../../shared/api/ApiError';
import { type ActiveIncidents, readActiveIncidents, type Wanted } from './activeIncidents';

interface State {
  /** The last answer, kept while newer ones fail. */
  known: ActiveIncidents | null;
  problem: ApiError | null;
}

export interface ActiveIncidentsView extends State {
  retry: () => void;
}

interface Dashboard {
  timeRange: TimeRange;
  eventBus: EventBus;
}

/**
 * Follows the dashboard: it asks anew when the range, a variable or an option changes, and at each refresh. A
 * refresh while the same question is under way is left out, so that a slow answer is not cut off again and again.
 */
export function useActiveIncidents(filter: Omit<Wanted, 'from' | 'to'>, dashboard: Dashboard): ActiveIncidentsView {
  const { timeRange, eventBus } = dashboard;
  const [state, setState] = useState<State>({ known: null, problem: null });
  const [round, setRound] = useState(0);
  const underWay = useRef<{ question: string; abort: AbortController } | null>(null);
  const retry = useCallback(() => setRound((before) => before + 1), []);
  const filterKey = JSON.stringify(filter);
  const question = `${filterKey} ${String(timeRange.raw.from)} ${String(timeRange.raw.to)}`;
  const asked = useRef('');

  useEffect(() => {
    const subscription = eventBus.subscribe(RefreshEvent, retry);
    return () => subscription.unsubscribe();
  }, [eventBus, retry]);

  useEffect(() => {
    if (underWay.current?.question === question) {
      return;
    }
    underWay.current?.abort.abort();
    if (asked.current !== filterKey) {
      // Other services: what was shown is no old answer to this question.
      asked.current = filterKey;
      setState({ known: null, problem: null });
    }
    const mine = { question, abort: new AbortController() };
    underWay.current = mine;
    const wanted: Wanted = { ...JSON.parse(filterKey), from: timeRange.from.valueOf(), to: timeRange.to.valueOf() };
    const settle = (change: (before: State) => State) => {
      if (underWay.current === mine) {
        underWay.current = null;
        setState(change);
      }
    };
    readActiveIncidents(wanted, mine.abort.signal).then(
      (known) => settle(() => ({ known, problem: null })),
      (thrown: unknown) => settle(({ known }) => ({ known, problem: toApiError(thrown) }))
    );
  }, [question, filterKey, timeRange, round]);

  useEffect(
    () => () => {
      underWay.current?.abort.abort();
      underWay.current = null;
    },
    []
  );

  return { ...state, retry };
}
