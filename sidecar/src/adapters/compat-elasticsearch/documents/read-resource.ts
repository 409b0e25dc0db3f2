import type { RawResource } from '../../../domain/signals/raw-signals.ts';
import { firstText, RESOURCE_FIELDS, SERVICE_FIELDS, slotsOf, type Values } from './field-names.ts';

const SERVICES = slotsOf(SERVICE_FIELDS);
const RESOURCES = RESOURCE_FIELDS.map(([attribute, names]) => [attribute, slotsOf(names)] as const);
const FIELD_SEPARATOR = '\u0000';
/** Of one request; senders are few machines each. */
const MAX_RESOURCES = 1000;
const MAX_VALUE_LENGTH = 300;

export function serviceOf(values: Values): string | null {
  return firstText(values, SERVICES);
}

/** Thousands of documents of one request say the same about where they come from: each thing is told once. */
export class ResourceCollector {
  private readonly byText = new Map<string, RawResource>();

  take(values: Values, service: string | null): void {
    let key = service ?? '';
    for (const [attribute, slots] of RESOURCES) {
      const value = firstText(values, slots);
      if (value !== null) {
        key += FIELD_SEPARATOR + attribute + FIELD_SEPARATOR + value.slice(0, MAX_VALUE_LENGTH);
      }
    }
    if (key.includes(FIELD_SEPARATOR) && !this.byText.has(key) && this.byText.size < MAX_RESOURCES) {
      this.byText.set(key, { service, attributes: attributesOf(values) });
    }
  }

  all(): readonly RawResource[] {
    return [...this.byText.values()];
  }
}

function attributesOf(values: Values): (readonly [string, string])[] {
  return RESOURCES.flatMap(([attribute, slots]) => {
    const value = firstText(values, slots);
    return value === null ? [] : [[attribute, value.slice(0, MAX_VALUE_LENGTH)] as const];
  });
}
