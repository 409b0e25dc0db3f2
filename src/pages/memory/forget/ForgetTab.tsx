import { Stack } from '@grafana/ui';
import React from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { Section } from '../../../shared/parts/Section';
import { ForgetForm } from './ForgetForm';
import { Proofs } from './Proofs';

/** Forgetting is for good, so it is shown first what it takes, and proved afterwards. */
export function ForgetTab() {
  const mayForget = useMay('Admin');
  return (
    <Stack direction="column" gap={1.5}>
      <Section title="Forget for good">
        {mayForget ? (
          <ForgetForm />
        ) : (
          <EmptyNote icon="lock" title="Forgetting takes the role Admin">
            It cannot be taken back. What was forgotten, by whom and why, stands below.
          </EmptyNote>
        )}
      </Section>
      <Proofs />
    </Stack>
  );
}
