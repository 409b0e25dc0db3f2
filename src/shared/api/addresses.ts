import { type RouteId, type ROUTES } from '@incident-memory/contract';

/** What the plugin calls of the sidecar's interface; the live stream is opened elsewhere (`shared/live`). */
export type CalledRoute = Exclude<RouteId, 'openapi' | 'stream'>;

type Address<Id extends RouteId> = `${(typeof ROUTES)[Id]['method']} ${(typeof ROUTES)[Id]['path']}`;

/**
 * The contract's route table would bring zod into the bundle, so its addresses are repeated here. They cannot
 * drift: each entry's type is the address of that route in the contract.
 */
export const ADDRESSES: { readonly [Id in CalledRoute]: Address<Id> } = {
  capabilities: 'GET /v1/capabilities',
  overview: 'GET /v1/overview',
  listIncidents: 'GET /v1/incidents',
  readIncident: 'GET /v1/incidents/:incident',
  readTimeline: 'GET /v1/incidents/:incident/events',
  readIncidentChart: 'GET /v1/incidents/:incident/chart',
  readIncidentSamples: 'GET /v1/incidents/:incident/samples',
  acknowledgeIncident: 'POST /v1/incidents/:incident/acknowledge',
  markMitigating: 'POST /v1/incidents/:incident/mitigating',
  requestHelp: 'POST /v1/incidents/:incident/help',
  markCanWait: 'POST /v1/incidents/:incident/can-wait',
  confirmIncident: 'POST /v1/incidents/:incident/confirm',
  dismissIncident: 'POST /v1/incidents/:incident/dismiss',
  reopenIncident: 'POST /v1/incidents/:incident/reopen',
  noteIncident: 'POST /v1/incidents/:incident/notes',
  acknowledgeMany: 'POST /v1/incidents/acknowledge',
  listEvents: 'GET /v1/events',
  listServices: 'GET /v1/services',
  readRates: 'GET /v1/services/rates',
  searchLogs: 'GET /v1/logs',
  listTemplates: 'GET /v1/templates',
  readTemplateRates: 'GET /v1/templates/rates',
  listOperations: 'GET /v1/operations',
  readTraffic: 'GET /v1/operations/rates',
  readGraph: 'GET /v1/graph',
  listMetrics: 'GET /v1/metrics',
  readMetrics: 'GET /v1/metrics/rates',
  listOccurrences: 'GET /v1/occurrences',
  listRelations: 'GET /v1/relations',
  listSources: 'GET /v1/sources',
  ask: 'POST /v1/ask',
  readSettings: 'GET /v1/settings',
  testConnection: 'POST /v1/settings/test',
  injectErrors: 'POST /v1/demo/inject',
  splitIncident: 'POST /v1/incidents/:incident/split',
  mergeIncident: 'POST /v1/incidents/:incident/merge',
  unmergeIncident: 'POST /v1/incidents/:incident/unmerge',
  readEvidence: 'GET /v1/incidents/:incident/evidence',
  listAlarms: 'GET /v1/alarms',
  confirmAlarm: 'POST /v1/alarms/:alarm/confirm',
  dismissAlarm: 'POST /v1/alarms/:alarm/dismiss',
  reopenAlarm: 'POST /v1/alarms/:alarm/undo',
  listDetectors: 'GET /v1/detectors',
  setDetectorMode: 'POST /v1/detectors/:detector/mode',
  previewDetector: 'POST /v1/detectors/preview',
  readBand: 'GET /v1/bands',
  readDetectionQuality: 'GET /v1/detection/quality',
  listMaintenance: 'GET /v1/maintenance',
  planMaintenance: 'POST /v1/maintenance',
  endMaintenance: 'POST /v1/maintenance/:window/end',
};
