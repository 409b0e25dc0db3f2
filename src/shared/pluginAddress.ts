/** Where the app lives in Grafana. Ids are written once here and once in plugin.json. */
export const PLUGIN_ID = 'incidentmemory-app';
export const APP_PATH = `/a/${PLUGIN_ID}`;

export const PAGES = {
  overview: `${APP_PATH}/overview`,
  live: `${APP_PATH}/live`,
  findings: `${APP_PATH}/findings`,
  detectors: `${APP_PATH}/detectors`,
  maintenance: `${APP_PATH}/maintenance`,
  memory: `${APP_PATH}/memory`,
  services: `${APP_PATH}/services`,
  logs: `${APP_PATH}/logs`,
  sources: `${APP_PATH}/sources`,
  ask: `${APP_PATH}/ask`,
  settings: `${APP_PATH}/settings`,
  configuration: `/plugins/${PLUGIN_ID}`,
} as const;

export function incidentPath(reference: number | string): string {
  return `${APP_PATH}/incidents/${reference}`;
}

export function servicePath(service: string): string {
  return `${APP_PATH}/services/${encodeURIComponent(service)}`;
}

export function detectorPath(detector: string): string {
  return `${APP_PATH}/detectors/${detector}`;
}

export function memoryPath(memory: string): string {
  return `${APP_PATH}/memory/${memory}`;
}

export function incidentName(number: number): string {
  return `INC-${number}`;
}
