import { dateMath, dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';
import { useMemo } from 'react';
import { useNow } from '../time/useNow';
import { useUrlState } from '../useUrlState';

const DEFAULT: { from: string; to: string } = { from: 'now-1h', to: 'now' };
/** How often a range that ends now moves on. */
const MOVES_EVERY_MS = 10_000;

export interface Range {
  from: number;
  to: number;
  /** It ends now, so it moves. */
  isLive: boolean;
  picker: TimeRange;
  set: (raw: RawTimeRange) => void;
}

/** The time range of a page, from its address as Grafana writes it: `from=now-1h&to=now` or epoch milliseconds. */
export function useRange(): Range {
  const [parameters, changeUrl] = useUrlState();
  const [from, to] = [parameters.get('from') ?? DEFAULT.from, parameters.get('to') ?? DEFAULT.to];
  const now = useNow(MOVES_EVERY_MS);
  return useMemo(() => {
    const wanted = resolved({ from, to });
    const raw = wanted === null ? DEFAULT : { from, to };
    const range = wanted ?? resolved(DEFAULT);
    return {
      from: range?.from ?? now,
      to: range?.to ?? now,
      isLive: raw.to.startsWith('now'),
      picker: { from: dateTime(range?.from), to: dateTime(range?.to), raw: rawOf(raw) },
      set: (chosen) => changeUrl({ from: written(chosen.from), to: written(chosen.to) }),
    };
  }, [from, to, now, changeUrl]);
}

function resolved(raw: { from: string; to: string }): { from: number; to: number } | null {
  const from = parse(raw.from, false);
  const to = parse(raw.to, true);
  return from === null || to === null || from >= to ? null : { from, to };
}

function parse(text: string, roundUp: boolean): number | null {
  const time = /^\d{12,14}$/.test(text) ? Number(text) : dateMath.toDateTime(text, { roundUp })?.valueOf();
  return time === undefined || Number.isNaN(time) ? null : time;
}

/** The picker shows relative times as they were written, and absolute ones as times. */
function rawOf({ from, to }: { from: string; to: string }): RawTimeRange {
  const one = (text: string) => (/^\d+$/.test(text) ? dateTime(Number(text)) : text);
  return { from: one(from), to: one(to) };
}

function written(raw: RawTimeRange['from']): string {
  return typeof raw === 'string' ? raw : String(raw.valueOf());
}
