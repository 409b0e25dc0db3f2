import { config } from '@grafana/runtime';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { ApiError } from '../../shared/api/ApiError';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { PAGES } from '../../shared/pluginAddress';

/** The sidecar does not tell "none" from "not yours", and a malformed name is none either. */
export function isNotThere(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    (error.code === 'IM_INCIDENT_UNKNOWN' ||
      (error.code === 'IM_REQUEST_INVALID' && error.path?.includes('incident') === true))
  );
}

export function IncidentNotThere({ name, error }: { name: string; error: ApiError }) {
  const organisation = config.bootData?.user?.orgName;
  return (
    <EmptyNote icon="question-circle" title={`There is no ${name} that you may see`}>
      Numbers count anew in each organisation{organisation ? ` (you are in ${organisation})` : ''}, and an incident may
      belong to another team. If someone sent you this link, ask for their organisation and team, and switch the
      organisation in your Grafana profile. What you may see is under{' '}
      <TextLink href={PAGES.live}>Live incidents</TextLink>.{error.requestId ? ` (Request ${error.requestId})` : ''}
    </EmptyNote>
  );
}
