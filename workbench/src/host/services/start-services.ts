import {
  EventBusSrv,
  getDefaultTimeRange,
  locationUtil,
  setTimeZoneResolver,
  setWeekStart,
  type EventBusExtended,
} from '@grafana/data';
import { initializeI18n } from '@grafana/i18n/internal';
import {
  config,
  locationService,
  setAppEvents,
  setBackendSrv,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setTemplateSrv,
} from '@grafana/runtime';
import { setGetObservablePluginLinks } from '@grafana/runtime/observable-links';
import { setPluginPage } from '@grafana/runtime/plugin-page';
import { of } from 'rxjs';
import { Page } from '../chrome/Page.tsx';
import { findComponent, findLinks } from '../extensions.ts';
import { WorkbenchBackend } from './backend-service.ts';
import { WorkbenchDataSources } from './data-source-service.ts';
import { fillRegistries } from './editor-registries.ts';
import { WorkbenchTemplates } from './template-service.ts';

export const templates = new WorkbenchTemplates();
export const appEvents: EventBusExtended = new EventBusSrv();

/** Everything that plugins reach through @grafana/runtime, set up before the first of them is loaded. */
export async function startServices(): Promise<void> {
  const { user } = config.bootData;
  await initializeI18n({ language: user.language, ns: ['grafana'], module: untranslated }, user.regionalFormat);
  setTimeZoneResolver(() => user.timezone);
  setWeekStart(user.weekStart);
  locationUtil.initialize({
    config: config.bootData.settings,
    getTimeRangeForUrl: () => getDefaultTimeRange().raw,
    getVariablesUrlParams: () => ({}),
  });
  setAppEvents(appEvents);
  setBackendSrv(new WorkbenchBackend(appEvents));
  setLocationSrv(locationService);
  setTemplateSrv(templates);
  setDataSourceSrv(new WorkbenchDataSources());
  setCurrentUser({ ...user, timezone: user.timezone });
  setEchoSrv({ addEvent: () => {}, addBackend: () => {}, flush: () => {} });
  setPluginPage(Page);
  setPluginLinksHook(({ extensionPointId, context, limitPerPlugin }) => ({
    isLoading: false,
    links: findLinks(extensionPointId, context).slice(0, limitPerPlugin),
  }));
  setGetObservablePluginLinks(({ extensionPointId, context }) => of(findLinks(extensionPointId, context)));
  setPluginComponentHook((id) => ({ isLoading: false, component: findComponent(id) }));
  setPluginComponentsHook(() => ({ isLoading: false, components: [] }));
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));
  setReturnToPreviousHook(() => () => {});
  fillRegistries();
}

/** The texts in the components' source are English already. */
const untranslated = {
  type: 'backend' as const,
  init: () => {},
  read: (_language: string, _namespace: string, done: (error: unknown, texts: Record<string, unknown>) => void) =>
    done(null, {}),
};
