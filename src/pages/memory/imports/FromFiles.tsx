import { type ImportFile } from '@incident-memory/contract';
import {
  Alert,
  Button,
  Combobox,
  Field,
  FileDropzone,
  FileDropzoneDefaultChildren,
  Input,
  Stack,
  TextArea,
} from '@grafana/ui';
import React, { useState } from 'react';
import { useImport, usePreviewImport, type ImportSource } from '../../../shared/data/useImports';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { count, listed } from '../../../shared/words';
import { Outcome } from './Outcome';
import { readFiles, tooMuch } from './readFiles';
import { HERE, zones } from './zones';

/** Files are dropped, chosen or pasted; the preview comes by itself, the import when it is asked for. */
export function FromFiles() {
  const [files, setFiles] = useState<ImportFile[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');
  const [service, setService] = useState('');
  const [zone, setZone] = useState(HERE);
  const preview = usePreviewImport();
  const bring = useImport();
  const sourceOf = (given: ImportFile[], named = service, offset = zone): ImportSource => ({
    kind: 'files',
    body: { files: given, zone: offset, ...(named.trim() === '' ? {} : { service: named.trim() }) },
  });
  const look = (given: ImportFile[], offset = zone) => {
    setFiles(given);
    bring.reset();
    preview.mutate(sourceOf(given, service, offset));
  };
  const drop = (given: File[]) => {
    const problem = tooMuch(given);
    setRefused(problem);
    if (problem === null && given.length > 0) {
      void readFiles(given).then(
        (read) => look(read),
        (failure: unknown) => setRefused(`The files could not be read: ${String(failure)}`)
      );
    }
  };
  return (
    <Stack direction="column" gap={1.5}>
      <span>
        Postmortems and tickets in Markdown, tables as CSV, JSON, issues of GitHub (<code>gh issue list --json …</code>
        ), incidents of PagerDuty, annotations of Grafana, or an export of this product.
      </span>
      <Field label="Files, or a folder of them" htmlFor="import-files" noMargin>
        <FileDropzone id="import-files" options={{ multiple: true, onDrop: drop }} fileListRenderer={() => null}>
          <FileDropzoneDefaultChildren primaryText="Drop them here, or click to choose" secondaryText="" />
        </FileDropzone>
      </Field>
      {refused !== null && <Alert severity="warning" title={refused} bottomSpacing={0} />}
      <Stack direction="row" gap={1} wrap="wrap" alignItems="flex-end">
        <Field label="Or paste it" noMargin>
          <TextArea
            id="import-pasted"
            rows={1}
            cols={40}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        </Field>
        <Button
          variant="secondary"
          icon="eye"
          disabled={pasted.trim() === '' || preview.isPending}
          onClick={() => look([{ name: 'pasted', text: pasted }])}
        >
          Look at what is pasted
        </Button>
        <Field label="Service of what names none" noMargin>
          <Input
            id="import-service"
            width={24}
            maxLength={200}
            value={service}
            onChange={(event) => setService(event.currentTarget.value)}
            onBlur={() => files.length > 0 && look(files)}
          />
        </Field>
        <Field label="Times without a zone are" htmlFor="import-zone" noMargin>
          <Combobox
            id="import-zone"
            width={28}
            options={zones()}
            value={zone}
            onChange={({ value }) => {
              setZone(value);
              if (files.length > 0) {
                look(files, value);
              }
            }}
          />
        </Field>
      </Stack>
      {files.length > 0 && (
        <span>
          {count(files.length, 'file')}: {listed(files.map(({ name }) => name))}
        </span>
      )}
      {preview.isPending && <span role="status">Looking at what it would bring…</span>}
      {preview.isError && <ErrorState title="It cannot be imported" error={preview.error} />}
      {preview.data !== undefined && (
        <Outcome
          preview={preview.data}
          run={bring.data ?? null}
          error={bring.error}
          busy={bring.isPending}
          onImport={() => bring.mutate(sourceOf(files))}
        />
      )}
    </Stack>
  );
}
