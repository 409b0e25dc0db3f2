import { type PluginConfigPageProps } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Button, Field, Input, SecretInput, Stack, TextLink } from '@grafana/ui';
import React, { useState } from 'react';
import { PAGES, PLUGIN_ID } from '../../shared/pluginAddress';
import { type AppMeta, type AppSecureJsonData } from './appConfiguration';
import { checkSidecarUrl } from './checkSidecarUrl';
import { ConnectionProbe } from './ConnectionProbe';

export type AppConfigPageProps = PluginConfigPageProps<AppMeta>;

/** How Grafana reaches the sidecar: its address, and the key that both share. */
export default function AppConfigPage({ plugin }: AppConfigPageProps) {
  const { enabled, jsonData, secureJsonFields } = plugin.meta;
  const [sidecarUrl, setSidecarUrl] = useState(jsonData?.sidecarUrl ?? '');
  const [apiKey, setApiKey] = useState('');
  const [keyIsSet, setKeyIsSet] = useState(Boolean(secureJsonFields?.apiKey));
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const urlProblem = sidecarUrl === '' ? null : checkSidecarUrl(sidecarUrl);
  const complete = sidecarUrl !== '' && urlProblem === null && (keyIsSet || apiKey !== '');

  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setFailure(null);
    const secureJsonData: AppSecureJsonData = apiKey === '' ? {} : { apiKey };
    try {
      await getBackendSrv().post(`/api/plugins/${PLUGIN_ID}/settings`, {
        enabled: true,
        pinned: true,
        jsonData: { ...jsonData, sidecarUrl: sidecarUrl.replace(/\/+$/, '') },
        secureJsonData,
      });
      // Grafana reads an app's settings when the page loads; only a fresh load works with the new ones.
      window.location.reload();
    } catch {
      setSaving(false);
      setFailure('Grafana did not keep the settings. They are as before; only an admin may change them.');
    }
  };

  return (
    <Stack direction="column" gap={3}>
      <form onSubmit={save}>
        <Field
          label="Address of the sidecar"
          description="As Grafana's server reaches it, such as http://127.0.0.1:4785; browsers never call it directly."
          invalid={urlProblem !== null}
          error={urlProblem}
        >
          <Input
            id="sidecar-url"
            width={60}
            value={sidecarUrl}
            placeholder="http://127.0.0.1:4785"
            onChange={(event) => setSidecarUrl(event.currentTarget.value.trim())}
          />
        </Field>
        <Field
          label="Shared key"
          description="The same as IM_SHARED_KEY of the sidecar. Grafana keeps it encrypted and never shows it again."
        >
          <SecretInput
            id="shared-key"
            width={60}
            isConfigured={keyIsSet}
            value={apiKey}
            placeholder="At least 32 characters"
            autoComplete="off"
            onReset={() => {
              setKeyIsSet(false);
              setApiKey('');
            }}
            onChange={(event) => setApiKey(event.currentTarget.value)}
          />
        </Field>
        {failure !== null && (
          <Alert severity="error" title="The settings were not saved">
            {failure}
          </Alert>
        )}
        <Button type="submit" disabled={!complete || saving} icon={saving ? 'spinner' : undefined}>
          {saving ? 'Saving…' : enabled ? 'Save' : 'Save and enable'}
        </Button>
      </form>
      {enabled && <ConnectionProbe />}
      <div>
        These settings can also be provisioned by file; a file wins at every start of Grafana. Everything else is
        configured in the sidecar and shown under <TextLink href={PAGES.settings}>Incident Memory settings</TextLink>.
      </div>
    </Stack>
  );
}
