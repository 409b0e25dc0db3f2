import { type ImportPreview, type ImportRun } from '@incident-memory/contract';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { count } from '../../../shared/words';
import { Preview } from './Preview';

interface OutcomeProps {
  preview: ImportPreview;
  /** null before it was imported. */
  run: ImportRun | null;
  error: unknown;
  busy: boolean;
  onImport: () => void;
}

/** What it would bring, then the button, then what it brought. */
export function Outcome({ preview, run, error, busy, onImport }: OutcomeProps) {
  const brings = preview.memories + preview.times;
  return (
    <Stack direction="column" gap={1.5}>
      {run === null && <Preview preview={preview} />}
      {run === null && (
        <div>
          <Button icon="import" disabled={busy || brings === 0} onClick={onImport}>
            {busy ? 'Importing…' : brings === 0 ? 'There is nothing new in it' : `Import ${whatOf(preview)}`}
          </Button>
        </div>
      )}
      <div role="status">
        {run !== null && (
          <Alert severity="success" title={`Imported ${whatOf(run)}`} bottomSpacing={0}>
            <Stack direction="column" gap={1} alignItems="flex-start">
              <span>{restOf(run)}</span>
              {run.remaining > 0 && (
                <Button size="sm" disabled={busy} onClick={onImport}>
                  {busy ? 'Importing…' : `Go on with the other ${run.remaining.toLocaleString('en')}`}
                </Button>
              )}
            </Stack>
          </Alert>
        )}
      </div>
      {error !== null && (
        <ErrorState title="It is not imported, or not wholly; what is sent again is imported once" error={error} />
      )}
    </Stack>
  );
}

function whatOf({ memories, times }: Pick<ImportRun, 'memories' | 'times'>): string {
  return `${count(memories, 'memory', 'memories')}${times === 0 ? '' : ` and ${count(times, 'more time', 'more times')} of them`}`;
}

function restOf({ sentence, known, forgotten, unreadable }: ImportRun): string {
  return [
    sentence,
    ...(known === 0 ? [] : [`${known} were there already`]),
    ...(forgotten === 0 ? [] : [`${forgotten} were forgotten before and stay so`]),
    ...(unreadable === 0 ? [] : [`${unreadable} could not be read`]),
  ].join('; ');
}
