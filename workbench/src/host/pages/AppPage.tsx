import { PluginContextProvider, type AppPlugin, type AppPluginMeta } from '@grafana/data';
import { config, locationSearchToObject } from '@grafana/runtime';
import { Alert, ErrorBoundaryAlert } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';

/** `/a/<app>/*`: the app's root page, if the page's role in plugin.json allows this person. */
export function AppPage({ app }: { app: AppPlugin }) {
  const location = useLocation();
  const Root = app.root;
  if (!mayOpen(app.meta, location.pathname)) {
    return (
      <Alert severity="warning" title="Access denied">
        You do not have permission to see this page.
      </Alert>
    );
  }
  if (Root === undefined) {
    return <Alert severity="error" title="The app has no root page" />;
  }
  return (
    <ErrorBoundaryAlert title="Plugin failed to load" dependencies={[location.pathname]}>
      <PluginContextProvider meta={app.meta}>
        <Root
          meta={app.meta}
          basename={location.pathname}
          path={location.pathname}
          query={locationSearchToObject(location.search)}
          onNavChanged={() => {}}
        />
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}

function mayOpen(meta: AppPluginMeta, pathname: string): boolean {
  const order = ['Viewer', 'Editor', 'Admin'];
  const required = meta.includes?.find((include) => include.path === pathname)?.role ?? 'Viewer';
  return order.indexOf(config.bootData.user.orgRole) >= order.indexOf(required);
}
