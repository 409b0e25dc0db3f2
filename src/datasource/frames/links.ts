import { type DataLink } from '@grafana/data';
import { APP_PATH, PAGES } from '../../shared/pluginAddress';

/** On a field that holds an incident's number. */
export const OPEN_INCIDENT: DataLink = {
  title: 'Open the incident',
  url: `${APP_PATH}/incidents/\${__value.raw}`,
  oneClick: true,
};

/** On any field of a frame that has a field `number`. */
export const OPEN_INCIDENT_OF_ROW: DataLink = {
  title: 'Open the incident',
  url: `${APP_PATH}/incidents/\${__data.fields.number}`,
};

/** On a point of a service's series: what is known about that service at that time. */
export const ASK_ABOUT_POINT: DataLink = {
  title: 'Ask about this',
  url: `${PAGES.ask}?service=\${__field.labels.service:percentencode}&at=\${__value.time}`,
};

/** On a field that holds the name of a service. */
export const OPEN_SERVICE_OF_ROW: DataLink = {
  title: 'Open the service',
  url: `${PAGES.services}/\${__value.raw:percentencode}`,
};

/** On a row that has a field `url`; the sidecar gives only http and https. */
export const OPEN_ADDRESS_OF_ROW: DataLink = {
  title: 'Open where it was told',
  url: '${__data.fields.url}',
  targetBlank: true,
};

/** On a row that has a field `id` of a memory. */
export const OPEN_MEMORY_OF_ROW: DataLink = {
  title: 'Open the memory',
  url: `${PAGES.memory}/\${__data.fields.id}`,
};
