import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import { PAGES } from '../../shared/pluginAddress';

/** Address and key belong to the app; a second place to set them would be a second place to get them wrong. */
export function ConfigEditor() {
  return (
    <Alert severity="info" title="There is nothing to set here">
      <p>
        This data source asks the Incident Memory sidecar as the person who looks, through the app. Its address and key
        are in the <TextLink href={PAGES.configuration}>configuration of the app</TextLink>.
      </p>
      <p>
        It runs in the browser, so Grafana&apos;s own alert rules, recorded queries and public dashboards cannot use it.
        Incident Memory raises incidents by itself and takes the alerts of Grafana in.
      </p>
    </Alert>
  );
}
