import type { RouteId } from '@incident-memory/contract';

/** For every route a request that is right in itself: what tests of roles, tenancy and bad input start from. */
const NOW = Date.now();
const RANGE = `from=${NOW - 3_600_000}&to=${NOW + 60_000}`;

const QUERIES: Partial<Record<RouteId, string>> = {
  listIncidents: 'limit=10&state=open',
  readTimeline: 'limit=10',
  listEvents: RANGE,
  readRates: RANGE,
  searchLogs: RANGE,
  listTemplates: RANGE,
  readTemplateRates: RANGE,
  listOperations: RANGE,
  readTraffic: RANGE,
  readGraph: RANGE,
  listMetrics: RANGE,
  readMetrics: `${RANGE}&metric=process.memory.usage`,
  listOccurrences: RANGE,
  listRelations: 'kind=service&name=database',
  readBand: `service=payment&${RANGE}`,
};

const PATHS: Record<RouteId, string> = {
  capabilities: '/v1/capabilities',
  openapi: '/v1/openapi.json',
  overview: '/v1/overview',
  stream: '/v1/stream',
  listIncidents: '/v1/incidents',
  readIncident: '/v1/incidents/:incident',
  readTimeline: '/v1/incidents/:incident/events',
  readIncidentChart: '/v1/incidents/:incident/chart',
  readIncidentSamples: '/v1/incidents/:incident/samples',
  acknowledgeIncident: '/v1/incidents/:incident/acknowledge',
  markMitigating: '/v1/incidents/:incident/mitigating',
  requestHelp: '/v1/incidents/:incident/help',
  markCanWait: '/v1/incidents/:incident/can-wait',
  confirmIncident: '/v1/incidents/:incident/confirm',
  dismissIncident: '/v1/incidents/:incident/dismiss',
  reopenIncident: '/v1/incidents/:incident/reopen',
  noteIncident: '/v1/incidents/:incident/notes',
  acknowledgeMany: '/v1/incidents/acknowledge',
  listEvents: '/v1/events',
  listServices: '/v1/services',
  readRates: '/v1/services/rates',
  searchLogs: '/v1/logs',
  listTemplates: '/v1/templates',
  readTemplateRates: '/v1/templates/rates',
  listOperations: '/v1/operations',
  readTraffic: '/v1/operations/rates',
  readGraph: '/v1/graph',
  listMetrics: '/v1/metrics',
  readMetrics: '/v1/metrics/rates',
  listOccurrences: '/v1/occurrences',
  listRelations: '/v1/relations',
  listSources: '/v1/sources',
  ask: '/v1/ask',
  readSettings: '/v1/settings',
  testConnection: '/v1/settings/test',
  injectErrors: '/v1/demo/inject',
  splitIncident: '/v1/incidents/:incident/split',
  mergeIncident: '/v1/incidents/:incident/merge',
  unmergeIncident: '/v1/incidents/:incident/unmerge',
  readEvidence: '/v1/incidents/:incident/evidence',
  listAlarms: '/v1/alarms',
  confirmAlarm: '/v1/alarms/alm_0000/confirm',
  dismissAlarm: '/v1/alarms/alm_0000/dismiss',
  reopenAlarm: '/v1/alarms/alm_0000/undo',
  listDetectors: '/v1/detectors',
  setDetectorMode: '/v1/detectors/latency/mode',
  previewDetector: '/v1/detectors/preview',
  readBand: '/v1/bands',
  readDetectionQuality: '/v1/detection/quality',
  listMaintenance: '/v1/maintenance',
  planMaintenance: '/v1/maintenance',
  endMaintenance: '/v1/maintenance/mnt_0000/end',
  recall: '/v1/recall',
  recallForIncident: '/v1/incidents/:incident/recall',
  readIncidentMemory: '/v1/incidents/:incident/memory',
  beginAttempt: '/v1/incidents/:incident/attempts',
  finishAttempt: '/v1/incidents/:incident/attempts/att_0000/done',
  withdrawAttempt: '/v1/incidents/:incident/attempts/att_0000/withdraw',
  judgeAttempt: '/v1/incidents/:incident/attempts/att_0000/outcome',
  rejectSuggestion: '/v1/incidents/:incident/reject',
  listMemories: '/v1/memories',
  readMemory: '/v1/memories/:memory',
  readMemoryHistory: '/v1/memories/:memory/history',
  listMemoryLog: '/v1/memory/log',
  dryRunRules: '/v1/memory/rules/dry-run',
  remember: '/v1/memories',
  correctMemory: '/v1/memories/:memory/correct',
  confirmMemory: '/v1/memories/:memory/confirm',
  staleMemory: '/v1/memories/:memory/stale',
  revalidateMemory: '/v1/memories/:memory/revalidate',
  retireMemory: '/v1/memories/:memory/retire',
  restoreMemory: '/v1/memories/:memory/restore',
  linkMemory: '/v1/memories/:memory/link',
  unlinkMemory: '/v1/memories/:memory/unlink',
  rateMemory: '/v1/memories/:memory/feedback',
  undoMemory: '/v1/memories/:memory/undo',
  auditMemories: '/v1/memory/audit',
  verifyChains: '/v1/memory/verify',
  previewForget: '/v1/memory/forget/preview',
  forget: '/v1/memory/forget',
  listForgetProofs: '/v1/memory/proofs',
  readForgetProof: '/v1/memory/proofs/fgt_0000',
  holdMemory: '/v1/memories/:memory/hold',
  releaseMemory: '/v1/memories/:memory/release',
  unflagMemory: '/v1/memories/:memory/unflag',
  previewImport: '/v1/memory/imports/preview',
  importMemories: '/v1/memory/imports',
  previewGrafanaImport: '/v1/memory/imports/grafana/preview',
  importFromGrafana: '/v1/memory/imports/grafana',
  listImports: '/v1/memory/imports',
  readImportQueue: '/v1/memory/imports/queue',
  decideImported: '/v1/memory/imports/queue/sig-0000000000000000',
  exportMemories: '/v1/memory/export',
  query: '/v1/query',
  listSessions: '/v1/sessions',
  listSessionMemories: '/v1/sessions/ses_00000000-0000-7000-8000-000000000001/memories',
  deleteSessionMemories: '/v1/sessions/ses_00000000-0000-7000-8000-000000000001/delete',
};

const FIX = { kind: 'restart', words: 'restart payment' };
const OTHER_MEMORY = 'mem_00000000-0000-7000-8000-000000000001';

export function validPath(id: RouteId, incident: string): string {
  const query = QUERIES[id];
  const path = PATHS[id].replace(':incident', incident).replace(':memory', incident.replace('inc_', 'mem_'));
  return path + (query === undefined ? '' : `?${query}`);
}

export function validBody(id: RouteId, incident: string): Record<string, unknown> {
  switch (id) {
    case 'confirmIncident':
      return { cause: 'pool', fix: 'restart', fixKind: 'restart', didNotHelp: '', prevention: '' };
    case 'dismissIncident':
    case 'reopenIncident':
      return { reason: 'a drill' };
    case 'splitIncident':
      return { services: ['payment'], reason: 'a drill' };
    case 'mergeIncident':
      return { into: incident, reason: 'a drill' };
    case 'noteIncident':
      return { text: 'seen' };
    case 'acknowledgeMany':
      return { incidents: [incident] };
    case 'ask':
      return {
        panel: { title: 'payment errors', dashboard: null, dashboardUid: null },
        from: NOW - 3_600_000,
        to: NOW + 60_000,
        series: [{ name: 'payment', labels: { service: 'payment' }, points: [[NOW, 1]] }],
      };
    case 'testConnection':
      return { target: 'store' };
    case 'dismissAlarm':
      return { reason: 'a drill' };
    case 'setDetectorMode':
      return { mode: 'trial', reason: 'to see first' };
    case 'previewDetector':
      return {
        detector: 'failure-ratio',
        from: new Date(NOW - 3_600_000).toISOString(),
        to: new Date(NOW).toISOString(),
      };
    case 'planMaintenance':
      return {
        title: 'new disks',
        services: ['payment'],
        from: new Date(NOW).toISOString(),
        to: new Date(NOW + 3_600_000).toISOString(),
      };
    case 'query':
      return { text: 'what helped when the pool of payment was exhausted?' };
    case 'previewImport':
    case 'importMemories':
      return { files: [{ name: 'tickets.csv', text: 'title,date\nthe pool of the shop was empty,2026-01-02' }] };
    case 'decideImported':
      return { decision: 'dismiss', reason: 'a drill' };
    case 'recall':
      return { text: 'connection pool exhausted' };
    case 'beginAttempt':
      return { fix: FIX };
    case 'judgeAttempt':
      return { outcome: 'cured' };
    case 'rejectSuggestion':
      return { fix: FIX, reason: 'too slow' };
    case 'dryRunRules':
      return { from: NOW - 3_600_000, to: NOW };
    case 'remember':
      return { text: 'the pool of the test shop is small on purpose' };
    case 'correctMemory':
      return { title: 'told anew' };
    case 'previewForget':
    case 'forget':
      return { text: 'words that stand nowhere', reason: 'a drill' };
    case 'unflagMemory':
      return { flag: 'burst', reason: 'an honest import' };
    case 'holdMemory':
    case 'releaseMemory':
    case 'staleMemory':
    case 'revalidateMemory':
    case 'retireMemory':
      return { reason: 'a drill' };
    case 'linkMemory':
    case 'unlinkMemory':
      return { kind: 'contradicts', memory: OTHER_MEMORY };
    case 'rateMemory':
      return { helped: true };
    case 'undoMemory':
      return { sequence: 2 };
    case 'injectErrors':
      return { service: 'database', errors: 120, overSeconds: 1 };
    default:
      return {};
  }
}
