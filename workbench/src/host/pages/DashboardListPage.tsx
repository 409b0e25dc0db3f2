import { getBackendSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, TextLink } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { Page } from '../chrome/Page.tsx';

interface Found {
  uid: string;
  title: string;
  url: string;
}

export function DashboardListPage() {
  const [found, setFound] = useState<Found[]>();
  useEffect(() => {
    void getBackendSrv().get<Found[]>('/api/search').then(setFound);
  }, []);
  return (
    <Page pageNav={{ text: 'Dashboards' }}>
      {found === undefined ? <LoadingPlaceholder text="Loading dashboards" /> : null}
      {found?.length === 0 ? <Alert severity="info" title="No dashboard is provisioned" /> : null}
      <ul>
        {found?.map(({ uid, title, url }) => (
          <li key={uid}>
            <TextLink href={url}>{title}</TextLink>
          </li>
        ))}
      </ul>
    </Page>
  );
}
