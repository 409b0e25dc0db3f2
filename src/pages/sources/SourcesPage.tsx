import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React from 'react';
import { useSources } from '../../shared/data/useSignals';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { SourceTable } from '../../shared/parts/SourceTable';
import { count } from '../../shared/words';
import { BoundedTables } from './BoundedTables';

/** Where signals come from, whether they still do, what they cost, and what did not fit. */
export function SourcesPage() {
  const query = useSources();
  return (
    <PluginPage>
      <QueryView query={query} what="the sources">
        {({ sources, tables }) => (
          <Stack direction="column" gap={1.5}>
            <Section title="Sources" aside={count(sources.length, 'source')}>
              <SourceTable sources={sources} />
            </Section>
            <Section title="What is told apart" aside="bounded, so that no sender can fill the memory">
              <BoundedTables tables={tables} />
            </Section>
          </Stack>
        )}
      </QueryView>
    </PluginPage>
  );
}
