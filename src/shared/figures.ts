import { formattedValueToString, getValueFormat } from '@grafana/data';

const format = (unit: string) => {
  const asUnit = getValueFormat(unit);
  return (value: number): string => formattedValueToString(asUnit(value));
};

const milliseconds = format('ms');
const bytes = format('decbytes');

/** "12 ms", "3.4 s"; a dash where nothing was timed. */
export function sayLatency(value: number | null): string {
  return value === null ? '–' : milliseconds(value);
}

export function sayBytes(value: number): string {
  return bytes(value);
}

/** "0 %", "0.4 %", "12 %": never rounds something down to nothing. */
export function sayShare(part: number, whole: number): string {
  if (whole === 0) {
    return '–';
  }
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) {
    return 'below 0.1 %';
  }
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}

/** "2.5/s", "12/min", "3/h": a rate that reads as a whole number of something. */
export function sayRate(countOf: number, spanMs: number): string {
  const perSecond = countOf / Math.max(1, spanMs / 1000);
  if (perSecond === 0) {
    return '0';
  }
  if (perSecond >= 1) {
    return `${short(perSecond)}/s`;
  }
  return perSecond * 60 >= 1 ? `${short(perSecond * 60)}/min` : `${short(perSecond * 3600)}/h`;
}

function short(value: number): string {
  return value >= 10 ? Math.round(value).toLocaleString('en') : String(Number(value.toFixed(1)));
}
