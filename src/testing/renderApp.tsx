import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import AppRoot from '../pages/AppRoot';
import { APP_PATH } from '../shared/pluginAddress';

function ShownAddress() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

/** The whole app at an address, as Grafana mounts it. */
export function renderApp(path: string) {
  const user = userEvent.setup();
  const rendered = render(
    <MemoryRouter
      initialEntries={[`${APP_PATH}/${path}`]}
      future={{ v7_startTransition: false, v7_relativeSplatPath: false }}
    >
      <Routes>
        <Route path={`${APP_PATH}/*`} element={<AppRoot />} />
      </Routes>
      <ShownAddress />
    </MemoryRouter>
  );
  return { user, ...rendered };
}
