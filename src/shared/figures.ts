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
