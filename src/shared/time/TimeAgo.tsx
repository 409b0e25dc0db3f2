import { dateTimeFormat } from '@grafana/data';
import { Tooltip } from '@grafana/ui';
import React from 'react';
import { sayAgo, sayDuration } from './sayDuration';
import { useNow } from './useNow';

export function exactTime(at: string): string {
  return dateTimeFormat(at, { format: 'YYYY-MM-DD HH:mm:ss' });
}

/** The hour alone where the day is plain from the place it stands in. */
export function clockTime(at: string): string {
  return dateTimeFormat(at, { format: 'HH:mm:ss' });
}

/** The hour where it is of today, with the day before it otherwise. */
export function dayTime(at: string): string {
  const day = (time: string) => dateTimeFormat(time, { format: 'YYYY-MM-DD' });
  return day(at) === day(new Date().toISOString()) ? clockTime(at) : exactTime(at);
}

interface TimeProps {
  at: string;
}

/** Relative, with the exact time for those who hover, focus or listen. */
export function TimeAgo({ at }: TimeProps) {
  const now = useNow();
  return <HoverTime at={at} text={sayAgo(Date.parse(at), now)} />;
}

/** How long something has lasted: "for 6 min". */
export function TimeSince({ at }: TimeProps) {
  const now = useNow();
  return <HoverTime at={at} text={sayDuration(now - Date.parse(at))} />;
}

export function ClockTime({ at }: TimeProps) {
  const now = useNow(30_000);
  return <HoverTime at={at} text={clockTime(at)} hint={sayAgo(Date.parse(at), now)} />;
}

function HoverTime({ at, text, hint }: { at: string; text: string; hint?: string }) {
  const exact = exactTime(at);
  return (
    <Tooltip content={hint === undefined ? exact : `${exact} (${hint})`}>
      <time dateTime={at}>{text}</time>
    </Tooltip>
  );
}
