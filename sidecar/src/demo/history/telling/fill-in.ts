import { between, hex, pick, type Random } from '../../seeded-random.ts';
import { PLACES } from '../../shop/shop-map.ts';
import type { DemoService } from '../../shop/services.ts';

/** What the words of one incident are filled in with. */
export interface Slots {
  readonly service: DemoService;
  readonly version: string;
  readonly before: string;
  readonly region: string;
}

/** Fills in what stands in braces; the same ranges as the demo's own lines. */
export function fillIn(random: Random, text: string, slots: Slots): string {
  return !text.includes('{')
    ? text
    : text.replace(/\{(\w+)\}/g, (whole, name: string) => {
        switch (name) {
          case 'ms':
            return String(between(random, 102, 900));
          case 'n':
            return String(between(random, 12, 98));
          case 'percent':
            return String(between(random, 11, 93));
          case 'minutes':
            return String(between(random, 4, 38));
          case 'order':
            return String(between(random, 10_000, 99_999));
          case 'id':
            return hex(random, 8);
          case 'service':
            return slots.service;
          case 'version':
            return slots.version;
          case 'before':
            return slots.before;
          case 'region':
            return slots.region;
          case 'pod':
            return PLACES[slots.service].pod;
          case 'node':
            return PLACES[slots.service].node;
          default:
            return whole;
        }
      });
}

export function pickFilled(random: Random, texts: readonly string[], slots: Slots): string {
  return fillIn(random, pick(random, texts), slots);
}
