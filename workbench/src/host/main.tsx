import { createRoot } from 'react-dom/client';
import { Workbench } from './chrome/Workbench.tsx';
import { offerExtensionsOf } from './extensions.ts';
import { loadApp, shareLibraries } from './plugin-loader.ts';
import { startServices } from './services/start-services.ts';

/** The order is Grafana's: services, then the app's module for its links, then the page. */
await startServices();
shareLibraries();
const app = await loadApp(window.workbench.appId).then(
  (plugin) => ({ plugin, failure: undefined }),
  (failure: unknown) => ({ plugin: undefined, failure })
);
if (app.plugin !== undefined) {
  offerExtensionsOf(app.plugin);
}
const place = document.getElementById('workbench');
if (place !== null) {
  createRoot(place).render(<Workbench app={app.plugin} failure={app.failure} />);
}
