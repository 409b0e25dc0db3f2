import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { SIMILAR_INCIDENTS } from './extensions/exposedComponents';
import { links } from './extensions/links';
import { type AppConfigPageProps } from './pages/settings/AppConfigPage';
import { type AppJsonData } from './pages/settings/appConfiguration';
import { type SimilarIncidentsProps } from './pages/similar/SimilarIncidents';

// Grafana loads this file with every dashboard, for the sake of the panel menu's link: everything heavy comes later.
const LazyAppRoot = lazy(() => import('./pages/AppRoot'));
const LazyAppConfigPage = lazy(() => import('./pages/settings/AppConfigPage'));
const LazySimilarIncidents = lazy(() => import('./pages/similar/SimilarIncidents'));

const AppRoot = () => (
  <Suspense fallback={<LoadingPlaceholder text="Loading Incident Memory…" />}>
    <LazyAppRoot />
  </Suspense>
);

const AppConfigPage = (props: AppConfigPageProps) => (
  <Suspense fallback={<LoadingPlaceholder text="Loading the configuration…" />}>
    <LazyAppConfigPage {...props} />
  </Suspense>
);

const SimilarIncidents = (props: SimilarIncidentsProps) => (
  <Suspense fallback={<LoadingPlaceholder text="Loading similar incidents…" />}>
    <LazySimilarIncidents {...props} />
  </Suspense>
);

export const plugin = new AppPlugin<AppJsonData>()
  .setRootPage(AppRoot)
  .addConfigPage({ title: 'Configuration', icon: 'cog', id: 'configuration', body: AppConfigPage })
  .exposeComponent({ ...SIMILAR_INCIDENTS, component: SimilarIncidents });

links.forEach((link) => plugin.addLink(link));
