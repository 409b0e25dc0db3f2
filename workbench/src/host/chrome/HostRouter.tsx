import { locationService } from '@grafana/runtime';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { createPath, Router, type Navigator, type To } from 'react-router-dom-v5-compat';

const history = locationService.getHistory();
const pathOf = (to: To) => (typeof to === 'string' ? to : createPath(to));

const navigator: Navigator = {
  createHref: (to) => pathOf(to),
  go: (steps) => history.go(steps),
  push: (to, state) => history.push(pathOf(to), state),
  replace: (to, state) => history.replace(pathOf(to), state),
};

/** One history for everybody: React Router, and what plugins do through locationService. */
export function HostRouter({ children }: { children: ReactNode }) {
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen(setLocation), []);
  return (
    <Router location={location} navigationType={history.action as never} navigator={navigator}>
      {children}
    </Router>
  );
}

/** Plain links of our own pages stay inside the page, as Grafana's do. */
export function followLinksInside(event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const href = anchor?.getAttribute('href');
  if (anchor === null || href == null || anchor.target !== '' || !plain || event.defaultPrevented) {
    return;
  }
  const address = new URL(href, document.baseURI);
  if (address.origin === window.location.origin && !anchor.hasAttribute('download')) {
    event.preventDefault();
    locationService.push(address.pathname + address.search + address.hash);
  }
}
