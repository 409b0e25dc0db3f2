import { Stack } from '@grafana/ui';
import React from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { Section } from '../../../shared/parts/Section';
import { Export } from './Export';
import { FromFiles } from './FromFiles';
import { FromGrafana } from './FromGrafana';
import { Queue } from './Queue';
import { Runs } from './Runs';

/** The first hour: what others wrote comes in, twenty signatures are confirmed; and everything goes out again. */
export function ImportsTab() {
  const mayImport = useMay('Editor');
  const mayAskGrafana = useMay('Admin');
  return (
    <Stack direction="column" gap={1.5}>
      <Queue />
      <Section title="Bring in files" aside="nothing is written before you have seen what it would bring">
        {mayImport ? (
          <FromFiles />
        ) : (
          <EmptyNote icon="lock" title="Importing takes the role Editor">
            What was imported stands below, and what memory holds can be taken out by everyone who may see it.
          </EmptyNote>
        )}
      </Section>
      {mayAskGrafana && (
        <Section title="Bring in Grafana’s alert history" aside="and annotations, with the configured service account">
          <FromGrafana />
        </Section>
      )}
      <Export />
      <Runs />
    </Stack>
  );
}
