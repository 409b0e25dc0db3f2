import { PluginContextProvider, type AppPlugin } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { Alert, Tab, TabsBar } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import { Page } from '../chrome/Page.tsx';

/** `/plugins/<app>`: the configuration pages that the app adds to its place in Grafana's plugin list. */
export function ConfigurationPage({ app }: { app: AppPlugin }) {
  const location = useLocation();
  const query = locationSearchToObject(location.search);
  const pages = app.configPages ?? [];
  const shown = pages.find((page) => page.id === query['page']) ?? pages[0];
  return (
    <Page pageNav={{ text: app.meta.name, subTitle: app.meta.info.description }}>
      {shown === undefined ? (
        <Alert severity="info" title="The app has no configuration page" />
      ) : (
        <PluginContextProvider meta={app.meta}>
          <TabsBar>
            {pages.map((page) => (
              <Tab
                key={page.id}
                label={page.title}
                active={page === shown}
                href={`/plugins/${app.meta.id}?page=${page.id}`}
              />
            ))}
          </TabsBar>
          <shown.body plugin={app} query={query} />
        </PluginContextProvider>
      )}
    </Page>
  );
}
