import { cutAt } from '../signals/service-names.ts';

/** As many labels as hosted metric stores take of a series (Grafana Mimir: 30). */
const MAX_LABELS = 30;
const KEY_MAX_LENGTH = 100;
const VALUE_MAX_LENGTH = 200;
const TEXT_MAX_LENGTH = 1000;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

export type Labels = readonly (readonly [string, string])[];

/** The same array where it is in order already, as most senders have it. */
export function inOrder(labels: Labels): Labels {
  for (let index = 1; index < labels.length; index += 1) {
    const [before, here] = [labels[index - 1]?.[0] ?? '', labels[index]?.[0] ?? ''];
    if (here < before) {
      return [...labels].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    }
  }
  return labels;
}

/**
 * Labels in order as the text by which a series is known: `key=value,key=value`, with a backslash before a comma or
 * backslash in them and an equals sign in a key. Each pair is redacted as a whole, since a name says what its value is.
 * What exceeds the bounds is left out: series that differ in that alone become one.
 */
export function labelsText(labels: Labels, redact: (text: string) => string): string {
  const told: string[] = [];
  let length = 0;
  for (const [key, value] of labels.slice(0, MAX_LABELS)) {
    const pair = redactPair(key, value, redact);
    length += pair.length + 1;
    if (length > TEXT_MAX_LENGTH) {
      break;
    }
    told.push(pair);
  }
  return told.join(',');
}

function redactPair(key: string, value: string, redact: (text: string) => string): string {
  const redacted = redact(`${key}=${value}`);
  const isKeyKept = redacted.startsWith(`${key}=`);
  const keyText = isKeyKept ? key : '';
  const valueText = isKeyKept ? redacted.slice(key.length + 1) : redacted;
  return `${clean(keyText, KEY_MAX_LENGTH).replace(/[\\,=]/g, '\\$&')}=${clean(valueText, VALUE_MAX_LENGTH).replace(/[\\,]/g, '\\$&')}`;
}

export function clean(text: string, maxLength: number): string {
  return cutAt(text.toWellFormed().replace(CONTROL, ' '), maxLength);
}
