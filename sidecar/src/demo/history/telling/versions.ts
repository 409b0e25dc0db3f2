import { DEMO_SERVICES, type DemoService } from '../../shop/services.ts';
import { DAY_MS } from '../planning/history-options.ts';

/** Below every version of the live demo (shop-changes.ts), and higher with every week. */
const FIRST_MINOR = 11;

export function versionAt(service: DemoService, at: number, from: number): { version: string; before: string } {
  const shift = DEMO_SERVICES.indexOf(service) * 3;
  const week = Math.floor((at - from) / (7 * DAY_MS));
  const minor = FIRST_MINOR + shift + week;
  return { version: `1.${minor}.0`, before: `1.${minor - 1}.0` };
}
