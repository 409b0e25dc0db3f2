/** What a dashboard keeps of this panel. It lives for years: change it only with a migration. */
export const OPTIONS_VERSION = 1;

export interface PanelOptions {
  v: number;
  /** Names or variables; none means all. */
  services: string[];
  show: 'active' | 'all';
  impact: boolean;
  limit: number;
}

export const MOST_ROWS = 100;

export const DEFAULT_OPTIONS: PanelOptions = {
  v: OPTIONS_VERSION,
  services: [],
  show: 'active',
  impact: true,
  limit: 20,
};

/** Saved by a newer plugin: the panel says so instead of guessing. */
export function isFromNewerPlugin(options: Partial<PanelOptions>): boolean {
  return typeof options.v === 'number' && options.v > OPTIONS_VERSION;
}

/**
 * Brings saved options to the present version. Those of a newer one are handed back untouched, so that nothing is
 * lost when the dashboard is saved again.
 */
export function migrateOptions(saved: unknown): PanelOptions {
  const from: Partial<Record<keyof PanelOptions, unknown>> = typeof saved === 'object' && saved !== null ? saved : {};
  if (typeof from.v === 'number' && from.v > OPTIONS_VERSION) {
    return { ...DEFAULT_OPTIONS, ...from, v: from.v } as PanelOptions;
  }
  const services = Array.isArray(from.services) ? from.services : [];
  const limit =
    typeof from.limit === 'number' && Number.isFinite(from.limit) ? Math.round(from.limit) : DEFAULT_OPTIONS.limit;
  return {
    v: OPTIONS_VERSION,
    services: services.filter((name) => typeof name === 'string' && name !== ''),
    show: from.show === 'all' ? 'all' : 'active',
    impact: from.impact !== false,
    limit: Math.min(MOST_ROWS, Math.max(1, limit)),
  };
}
