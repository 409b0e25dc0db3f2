import { type RouteId, type ROUTES } from '@incident-memory/contract';

/**
 * Not called by pages: the live stream is opened elsewhere (`shared/live`), an export is a link, sessions are for other
 * clients.
 */
type NotCalled =
  | 'openapi'
  | 'exportMemories'
  | 'stream'
  | 'query'
  | 'listSessions'
  | 'listSessionMemories'
  | 'deleteSessionMemories';

/** What the plugin calls of the sidecar's interface. */
export type CalledRoute = Exclude<RouteId, NotCalled>;

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
  recall: 'POST /v1/recall',
  recallForIncident: 'GET /v1/incidents/:incident/recall',
  readIncidentMemory: 'GET /v1/incidents/:incident/memory',
  beginAttempt: 'POST /v1/incidents/:incident/attempts',
  finishAttempt: 'POST /v1/incidents/:incident/attempts/:attempt/done',
  withdrawAttempt: 'POST /v1/incidents/:incident/attempts/:attempt/withdraw',
  judgeAttempt: 'POST /v1/incidents/:incident/attempts/:attempt/outcome',
  rejectSuggestion: 'POST /v1/incidents/:incident/reject',
  listMemories: 'GET /v1/memories',
  readMemory: 'GET /v1/memories/:memory',
  readMemoryHistory: 'GET /v1/memories/:memory/history',
  listMemoryLog: 'GET /v1/memory/log',
  dryRunRules: 'POST /v1/memory/rules/dry-run',
  remember: 'POST /v1/memories',
  correctMemory: 'POST /v1/memories/:memory/correct',
  confirmMemory: 'POST /v1/memories/:memory/confirm',
  staleMemory: 'POST /v1/memories/:memory/stale',
  revalidateMemory: 'POST /v1/memories/:memory/revalidate',
  retireMemory: 'POST /v1/memories/:memory/retire',
  restoreMemory: 'POST /v1/memories/:memory/restore',
  linkMemory: 'POST /v1/memories/:memory/link',
  unlinkMemory: 'POST /v1/memories/:memory/unlink',
  rateMemory: 'POST /v1/memories/:memory/feedback',
  undoMemory: 'POST /v1/memories/:memory/undo',
  holdMemory: 'POST /v1/memories/:memory/hold',
  releaseMemory: 'POST /v1/memories/:memory/release',
  unflagMemory: 'POST /v1/memories/:memory/unflag',
  previewImport: 'POST /v1/memory/imports/preview',
  importMemories: 'POST /v1/memory/imports',
  previewGrafanaImport: 'POST /v1/memory/imports/grafana/preview',
  importFromGrafana: 'POST /v1/memory/imports/grafana',
  listImports: 'GET /v1/memory/imports',
  readImportQueue: 'GET /v1/memory/imports/queue',
  decideImported: 'POST /v1/memory/imports/queue/:signature',
  auditMemories: 'GET /v1/memory/audit',
  verifyChains: 'POST /v1/memory/verify',
  previewForget: 'POST /v1/memory/forget/preview',
  forget: 'POST /v1/memory/forget',
  listForgetProofs: 'GET /v1/memory/proofs',
  readForgetProof: 'GET /v1/memory/proofs/:proof',
};
