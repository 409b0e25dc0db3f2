import { type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type AskBody } from '@incident-memory/contract';
import { PAGES } from '../shared/pluginAddress';
import { askAddress } from './askHandover';
import {
  type AlertContext,
  exploreFrames,
  type ExploreContext,
  type PanelContext,
  questionFromAddress,
  questionFromAlert,
  questionFromExplore,
  questionFromPanel,
} from './questions';
import { hasSeries } from './seriesShape';

/** plugin.json carries title, description and targets of each link as well; a test keeps them equal. */

/** Lifts the link to the top of the panel's menu from Grafana 13 on; earlier ones do not know it and leave it be. */
const AT_TOP_LEVEL = { group: { name: '${root}' } };

const ask = (question: AskBody) => locationService.push(askAddress(question));

/** Contexts are plain objects whose parts are all optional for us, so reading one cannot go wrong. */
function link<Context extends object>(config: PluginExtensionAddedLinkConfig<Context>): PluginExtensionAddedLinkConfig {
  return config as PluginExtensionAddedLinkConfig;
}

export const links: PluginExtensionAddedLinkConfig[] = [
  link<PanelContext>({
    title: 'Ask about this',
    description: 'What Incident Memory knows about what this panel shows',
    targets: ['grafana/dashboard/panel/menu'],
    icon: 'history',
    ...AT_TOP_LEVEL,
    configure: (context) => (hasSeries(context?.data?.series) ? {} : undefined),
    onClick: (_event, { context }) => ask(questionFromPanel(context ?? {}, Date.now())),
  }),
  link<ExploreContext>({
    title: 'Ask about this query',
    description: 'What Incident Memory knows about this time and these services',
    targets: ['grafana/explore/toolbar/action'],
    icon: 'history',
    configure: (context) => (context !== undefined && exploreFrames(context).length > 0 ? {} : undefined),
    onClick: (_event, { context }) => ask(questionFromExplore(context ?? {}, Date.now())),
  }),
  link<AlertContext>({
    title: 'Ask about this alert',
    description: 'What Incident Memory knows about the time around this alert',
    targets: ['grafana/alerting/instance/action'],
    icon: 'history',
    configure: (context) => (context?.instance === undefined ? undefined : {}),
    onClick: (_event, { context }) => ask(questionFromAlert(context ?? {}, Date.now())),
  }),
  {
    title: 'Ask about this time range',
    description: 'What Incident Memory knows about the time that is shown now',
    targets: ['grafana/commandpalette/action'],
    category: 'Incident Memory',
    onClick: () => ask(questionFromAddress(locationService.getSearchObject(), Date.now())),
  },
  {
    title: 'Live incidents',
    description: 'Open incidents, and those that wait to be confirmed',
    targets: ['grafana/commandpalette/action'],
    category: 'Incident Memory',
    path: PAGES.live,
  },
];
