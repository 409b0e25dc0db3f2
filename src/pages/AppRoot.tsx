import { QueryClientProvider } from '@tanstack/react-query';
import React, { useState } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { LiveProvider } from '../shared/live/LiveContext';
import { PAGES } from '../shared/pluginAddress';
import { newQueryClient } from '../shared/queryClient';
import { AskPage } from './ask/AskPage';
import { DetectorPage } from './detectors/DetectorPage';
import { DetectorsPage } from './detectors/DetectorsPage';
import { FindingsPage } from './findings/FindingsPage';
import { IncidentPage } from './incident/IncidentPage';
import { LivePage } from './live/LivePage';
import { LogsPage } from './logs/LogsPage';
import { MaintenancePage } from './maintenance/MaintenancePage';
import { MemoryPage } from './memory/MemoryPage';
import { RecordPage } from './memory/record/RecordPage';
import { OverviewPage } from './overview/OverviewPage';
import { PageBoundary } from './PageBoundary';
import { ServicePage } from './service/ServicePage';
import { ServicesPage } from './services/ServicesPage';
import { SettingsPage } from './settings/SettingsPage';
import { SourcesPage } from './sources/SourcesPage';
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

function ServiceRoute() {
  const { service = '' } = useParams();
  return <ServicePage key={service} service={service} />;
}

function DetectorRoute() {
  const { detector = '' } = useParams();
  return <DetectorPage key={detector} id={detector} />;
}

function MemoryRoute() {
  const { memory = '' } = useParams();
  return <RecordPage key={memory} id={memory} />;
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
          <Route path="findings" element={bounded('Findings', <FindingsPage />)} />
          <Route path="detectors" element={bounded('Detectors', <DetectorsPage />)} />
          <Route path="detectors/:detector" element={bounded('Detector', <DetectorRoute />)} />
          <Route path="maintenance" element={bounded('Maintenance', <MaintenancePage />)} />
          <Route path="memory" element={bounded('Memory', <MemoryPage />)} />
          <Route path="memory/:memory" element={bounded('A memory', <MemoryRoute />)} />
          <Route path="services" element={bounded('Services', <ServicesPage />)} />
          <Route path="services/:service" element={bounded('Service', <ServiceRoute />)} />
          <Route path="logs" element={bounded('Logs', <LogsPage />)} />
          <Route path="sources" element={bounded('Sources', <SourcesPage />)} />
          <Route path="ask" element={bounded('Ask', <AskPage />)} />
          <Route path="settings" element={bounded('Settings', <SettingsPage />)} />
          <Route path="*" element={<UnknownPage />} />
        </Routes>
      </LiveProvider>
    </QueryClientProvider>
  );
}
