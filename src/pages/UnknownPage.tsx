import { PluginPage } from '@grafana/runtime';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { EmptyNote } from '../shared/parts/EmptyNote';
import { PAGES } from '../shared/pluginAddress';

export function UnknownPage() {
  return (
    <PluginPage pageNav={{ text: 'Not found' }}>
      <EmptyNote icon="question-circle" title="There is no such page in Incident Memory">
        The link may be from another version. Go to the <TextLink href={PAGES.overview}>overview</TextLink> or the{' '}
        <TextLink href={PAGES.live}>live incidents</TextLink>.
      </EmptyNote>
    </PluginPage>
  );
}
