import { SERVICE_NAME_MAX_LENGTH } from '@incident-memory/contract';

/** What OpenTelemetry calls a service without a name. */
export const UNKNOWN_SERVICE = 'unknown_service';
/** Where lines of services beyond the bound are counted together. */
export const OTHER_SERVICES = '(other)';

const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g;

/** A name that every screen, store and query can carry. */
export function serviceName(told: string | null): string {
  const name = (told ?? '')
    .slice(0, SERVICE_NAME_MAX_LENGTH * 2)
    .toWellFormed()
    .replace(CONTROL_OR_SPACE, ' ')
    .trim();
  return name === '' ? UNKNOWN_SERVICE : cutAt(name, SERVICE_NAME_MAX_LENGTH);
}

/** The first `length` UTF-16 units, never half of a pair. */
export function cutAt(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
