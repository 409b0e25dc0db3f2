import { type ComboboxOption } from '@grafana/ui';

/** The browser's own offset, as it is now. */
export const HERE = offsetOf(-new Date().getTimezoneOffset());

/** UTC, the reader's own zone, and every whole hour. */
export function zones(): Array<ComboboxOption<string>> {
  const hours = Array.from({ length: 27 }, (_, index) => offsetOf((index - 12) * 60));
  return [...new Set([HERE, 'Z', ...hours])].map((value) => ({
    value,
    label: value === 'Z' ? 'UTC' : value === HERE ? `${value} from UTC, as here` : `${value} from UTC`,
  }));
}

function offsetOf(minutes: number): string {
  const whole = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
