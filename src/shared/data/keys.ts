/** Names under which answers are kept; the live stream asks again by these. */
export const KEYS = {
  capabilities: ['capabilities'],
  overview: ['overview'],
  incidents: ['incidents'],
  services: ['services'],
  settings: ['settings'],
  alarms: ['alarms'],
  detectors: ['detectors'],
  maintenance: ['maintenance'],
  memories: ['memories'],
  memoryLog: ['memory-log'],
  memory: (id: string) => ['memory', id],
  recall: ['recall'],
  imports: ['imports'],
  incident: (reference: string) => ['incident', reference],
} as const;

/** While the stream is live this only catches what it might have missed; without it, it is the way of renewal. */
export const RENEW_LIVE_MILLISECONDS = 15_000;
export const RENEW_POLLING_MILLISECONDS = 5_000;
