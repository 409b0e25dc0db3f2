import { type PluginPageProps } from '@grafana/runtime';
import React from 'react';

/** Grafana's page around ours, reduced to what it shows of us. */
export function FakePluginPage({ pageNav, actions, children }: PluginPageProps) {
  return (
    <main>
      <h1>{pageNav?.text}</h1>
      {actions}
      {children}
    </main>
  );
}
