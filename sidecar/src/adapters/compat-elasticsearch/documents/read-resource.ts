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
    const attributes: (readonly [string, string])[] = [];
    for (const [attribute, slots] of RESOURCES) {
      const value = firstText(values, slots)?.slice(0, MAX_VALUE_LENGTH);
      if (value !== undefined) {
        attributes.push([attribute, value]);
        key += FIELD_SEPARATOR + attribute + FIELD_SEPARATOR + value;
      }
    }
    if (attributes.length > 0 && !this.byText.has(key) && this.byText.size < MAX_RESOURCES) {
      this.byText.set(key, { service, attributes });
    }
  }

  all(): readonly RawResource[] {
    return [...this.byText.values()];
  }
}
