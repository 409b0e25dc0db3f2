import { PluginPage } from '@grafana/runtime';
import { Alert, Button, ErrorBoundary, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface PageBoundaryProps {
  page: string;
  children: ReactNode;
}

/** A page that breaks says so and offers a way on, in place of a white screen. */
export function PageBoundary({ page, children }: PageBoundaryProps) {
  return (
    <ErrorBoundary dependencies={[page]}>
      {({ error }) =>
        error === null ? (
          children
        ) : (
          <PluginPage pageNav={{ text: page }}>
            <Alert title={`The page ${page} has broken`} severity="error">
              <Stack direction="column" gap={1} alignItems="flex-start">
                <div>
                  This is a fault of the page alone: detection goes on, and nothing was lost. Reload it; if it breaks
                  again, report the sentence below.
                </div>
                <code>{error.message}</code>
                <Button size="sm" variant="secondary" icon="sync" onClick={() => window.location.reload()}>
                  Reload the page
                </Button>
              </Stack>
            </Alert>
          </PluginPage>
        )
      }
    </ErrorBoundary>
  );
}
