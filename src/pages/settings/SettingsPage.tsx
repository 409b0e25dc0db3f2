import { PluginPage } from '@grafana/runtime';
import { Stack, TextLink } from '@grafana/ui';
import React from 'react';
import { useCapabilities } from '../../shared/data/useCapabilities';
import { useSettings } from '../../shared/data/useSettings';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { SourceTable } from '../../shared/parts/SourceTable';
import { PAGES } from '../../shared/pluginAddress';
import { ConnectionProbe } from './ConnectionProbe';
import { ConnectionTest } from './ConnectionTest';
import { SettingTable } from './SettingTable';

/** What is configured and where; whether each connection works is one press away. */
export function SettingsPage() {
  const capabilities = useCapabilities();
  const role = capabilities.data?.me.role;
  return (
    <PluginPage>
      {role !== undefined && role !== 'Admin' ? (
        <EmptyNote icon="lock" title="Settings are shown to admins">
          You are {role} in this organisation. What is configured, and the connection tests, take the role Admin.
        </EmptyNote>
      ) : (
        <Stack direction="column" gap={1.5}>
          <Section title="Connections">
            <Stack direction="column" gap={1}>
              <ConnectionProbe />
              <ConnectionTest target="store" name="the store" />
              <ConnectionTest target="telemetry" name="the log source" />
              <div>
                The address of the sidecar and the key that it shares with Grafana are in the{' '}
                <TextLink href={PAGES.configuration}>app configuration</TextLink>.
              </div>
            </Stack>
          </Section>
          <Section title="What is noticed">
            Which detectors watch, and which of them may open incidents, is under{' '}
            <TextLink href={PAGES.detectors}>Detectors</TextLink>; times in which something is expected are under{' '}
            <TextLink href={PAGES.maintenance}>Maintenance</TextLink>.
          </Section>
          <Configured />
        </Stack>
      )}
    </PluginPage>
  );
}

function Configured() {
  const query = useSettings();
  return (
    <QueryView query={query} what="the settings">
      {({ settings, sources }) => (
        <>
          <Section title="Sources of telemetry">
            <SourceTable sources={sources} />
          </Section>
          <Section title="What is configured" aside="read-only here; change it where it comes from">
            <SettingTable settings={settings} />
          </Section>
        </>
      )}
    </QueryView>
  );
}
