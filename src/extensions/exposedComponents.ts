import { PLUGIN_ID } from '../shared/pluginAddress';

/** What other apps may build in; plugin.json carries the same words, and a test keeps them equal. */
export const SIMILAR_INCIDENTS = {
  id: `${PLUGIN_ID}/similar-incidents/v1`,
  title: 'Similar incidents',
  description: 'Past incidents like a text, a service or an incident, with what helped and what not to try',
};
