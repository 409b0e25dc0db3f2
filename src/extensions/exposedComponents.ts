import { type PluginExtensionExposedComponentConfig } from '@grafana/data';
import { PLUGIN_ID } from '../shared/pluginAddress';
import { SimilarIncidents, type SimilarIncidentsProps } from './SimilarIncidents';

/** What other apps may build in; plugin.json carries ids, titles and descriptions as well, and a test keeps them equal. */
export const similarIncidents: PluginExtensionExposedComponentConfig<SimilarIncidentsProps> = {
  id: `${PLUGIN_ID}/similar-incidents/v1`,
  title: 'Similar incidents',
  description: 'Past incidents like a text, a service or an incident, with what helped and what not to try',
  component: SimilarIncidents,
};
