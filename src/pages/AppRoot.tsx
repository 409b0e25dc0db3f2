import { QueryClientProvider } from '@tanstack/react-query';
import React, { useState } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { LiveProvider } from '../shared/live/LiveContext';
import { PAGES } from '../shared/pluginAddress';
import { newQueryClient } from '../shared/queryClient';
import { AskPage } from './ask/AskPage';
import { IncidentPage } from './incident/IncidentPage';
import { LivePage } from './live/LivePage';
import { OverviewPage } from './overview/OverviewPage';
import { PageBoundary } from './PageBoundary';
import { SettingsPage } from './settings/SettingsPage';
import { UnknownPage } from './UnknownPage';

/** One page that breaks leaves the others working. */
function bounded(name: string, page: React.ReactNode) {
  return (
    <PageBoundary key={name} page={name}>
      {page}
    </PageBoundary>
  );
}

function IncidentRoute() {
  const { reference = '' } = useParams();
  return <IncidentPage key={reference} reference={reference} />;
}

export default function AppRoot() {
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LiveProvider>
        <Routes>
          <Route path="/" element={<Navigate to={PAGES.overview} replace />} />
          <Route path="overview" element={bounded('Overview', <OverviewPage />)} />
          <Route path="live" element={bounded('Live incidents', <LivePage />)} />
          <Route path="incidents/:reference" element={bounded('Incident', <IncidentRoute />)} />
          <Route path="ask" element={bounded('Ask', <AskPage />)} />
          <Route path="settings" element={bounded('Settings', <SettingsPage />)} />
          <Route path="*" element={<UnknownPage />} />
        </Routes>
      </LiveProvider>
    </QueryClientProvider>
  );
}
