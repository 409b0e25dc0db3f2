import { css } from '@emotion/css';
import { getThemeById, ThemeContext, type AppPlugin, type GrafanaTheme2 } from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { Alert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer, useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom-v5-compat';
import { AppPage } from '../pages/AppPage.tsx';
import { ConfigurationPage } from '../pages/ConfigurationPage.tsx';
import { DashboardListPage } from '../pages/DashboardListPage.tsx';
import { DashboardPage } from '../dashboard/DashboardPage.tsx';
import { messageOf } from '../message-of.ts';
import { Header } from './Header.tsx';
import { followLinksInside, HostRouter } from './HostRouter.tsx';
import { Navigation } from './Navigation.tsx';
import { Toasts } from './Toasts.tsx';

interface Props {
  app: AppPlugin | undefined;
  failure: unknown;
}

export function Workbench({ app, failure }: Props) {
  const theme = getThemeById(config.bootData.user.theme);
  useEffect(() => {
    document.addEventListener('click', followLinksInside);
    return () => document.removeEventListener('click', followLinksInside);
  }, []);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <HostRouter>
        <LocationServiceProvider service={locationService}>
          <ModalsProvider>
            <Frame app={app} failure={failure} />
            <ModalRoot />
          </ModalsProvider>
        </LocationServiceProvider>
      </HostRouter>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Frame({ app, failure }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <Header />
      <Navigation />
      <main className={styles.main}>
        {failure === undefined ? null : (
          <Alert severity="error" title="The plugin's module failed to load" data-testid="workbench-load-failure">
            {messageOf(failure)}
          </Alert>
        )}
        <Routes>
          <Route path="/" element={<Navigate to={config.bootData.navTree[1]?.url ?? '/dashboards'} replace />} />
          <Route path="/dashboards" element={<DashboardListPage />} />
          <Route path="/d/:uid/*" element={<DashboardPage />} />
          {app === undefined ? null : <Route path={`/a/${app.meta.id}/*`} element={<AppPage app={app} />} />}
          {app === undefined ? null : (
            <Route path={`/plugins/${app.meta.id}`} element={<ConfigurationPage app={app} />} />
          )}
          <Route path="*" element={<Alert severity="warning" title="The workbench has no page at this address" />} />
        </Routes>
      </main>
      <Toasts />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    frame: css({
      display: 'grid',
      gridTemplate: '"header header" auto "navigation main" 1fr / auto minmax(0, 1fr)',
      minHeight: '100vh',
      background: theme.colors.background.canvas,
    }),
    main: css({
      gridArea: 'main',
      display: 'flex',
      flexDirection: 'column',
      background: theme.colors.background.primary,
    }),
  };
}
