import { Button, Combobox, Field, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useImport, usePreviewImport, type ImportSource } from '../../../shared/data/useImports';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { Outcome } from './Outcome';

const DAYS = [7, 30, 90, 365].map((value) => ({ value, label: `${value} days` }));

/** What the configured Grafana remembers of its alerts, asked with its service account. */
export function FromGrafana() {
  const [days, setDays] = useState(90);
  const preview = usePreviewImport();
  const bring = useImport();
  const source: ImportSource = { kind: 'grafana', body: { days } };
  return (
    <Stack direction="column" gap={1.5}>
      <Stack direction="row" gap={1} alignItems="flex-end">
        <Field label="Of the last" htmlFor="import-days" noMargin>
          <Combobox
            id="import-days"
            width={16}
            options={DAYS}
            value={days}
            onChange={({ value }) => {
              setDays(value);
              preview.reset();
              bring.reset();
            }}
          />
        </Field>
        <Button
          variant="secondary"
          icon="eye"
          disabled={preview.isPending}
          onClick={() => {
            bring.reset();
            preview.mutate(source);
          }}
        >
          {preview.isPending ? 'Asking Grafana…' : 'Show what it would bring'}
        </Button>
      </Stack>
      {preview.isError && <ErrorState title="Grafana’s history cannot be imported" error={preview.error} />}
      {preview.data !== undefined && (
        <Outcome
          preview={preview.data}
          run={bring.data ?? null}
          error={bring.error}
          busy={bring.isPending}
          onImport={() => bring.mutate(source)}
        />
      )}
    </Stack>
  );
}
