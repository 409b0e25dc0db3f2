import { config } from '@grafana/runtime';
import { LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { PROXY_PATH } from '../../../shared/api/callSidecar';
import { Section } from '../../../shared/parts/Section';

/** A plain download: what is exported streams past the page, however much it is. A target keeps Grafana's router out. */
export function Export() {
  const href = (format: string) => `${config.appSubUrl}${PROXY_PATH}/v1/memory/export?format=${format}`;
  return (
    <Section title="Take everything out" aside="everything that you may see">
      <Stack direction="column" gap={1}>
        <span>
          JSON can be imported again, here or into another Incident Memory, with attempts, outcomes and links. Markdown
          is for people: one document a memory. Forgetting does not reach what was taken out.
        </span>
        <Stack direction="row" gap={1}>
          <LinkButton
            href={href('json')}
            target="_self"
            download="incident-memory.json"
            variant="secondary"
            icon="download-alt"
          >
            Export as JSON
          </LinkButton>
          <LinkButton
            href={href('markdown')}
            target="_self"
            download="incident-memory.md"
            variant="secondary"
            icon="file-alt"
          >
            Export as Markdown
          </LinkButton>
        </Stack>
      </Stack>
    </Section>
  );
}
