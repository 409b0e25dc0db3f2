import { EmptyState } from '@grafana/ui';

export function NoData() {
  return <EmptyState variant="not-found" message="No data" hideImage />;
}
