import { hex, type Random } from '../../seeded-random.ts';

const VARIANTS = '89ab';

/** `inc_` and a UUIDv7 of the time: sorts as live ones do. */
export function incidentIdAt(random: Random, at: number): string {
  const time = at.toString(16).padStart(12, '0');
  const rest = hex(random, 18);
  const variant = VARIANTS[Math.floor(random() * VARIANTS.length)] ?? '8';
  return `inc_${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
