import { serviceOfAlert } from '../../../alerts/alert-service.ts';
import { severityOfAlert } from '../../../alerts/alert-severity.ts';
import type { Episode, ReadingOptions } from '../../episode.ts';

/** In the order in which people name services in their labels. */
const SERVICE_LABELS = ['service', 'service_name', 'app', 'application', 'job', 'namespace/pod', 'namespace'];

export function serviceOfLabels(labels: Readonly<Record<string, string>>, options: ReadingOptions): string | null {
  return serviceOfAlert(labels, SERVICE_LABELS) ?? options.service;
}

export function severityOfLabels(labels: Readonly<Record<string, string>>): Episode['severity'] {
  return labels['severity'] === undefined && labels['priority'] === undefined ? null : severityOfAlert(labels);
}
