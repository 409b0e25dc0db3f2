import { Stack } from '@grafana/ui';
import React from 'react';
import { useAudit } from '../../../shared/data/useKeeping';
import { QueryView } from '../../../shared/parts/QueryView';
import { AuditFindings } from './AuditFindings';
import { LearningConfidence } from './LearningConfidence';
import { Tally } from './Tally';
import { VerifyChains } from './VerifyChains';

/** How far memory can be believed: what was measured of it, what an audit finds, and whether nothing was changed. */
export function QualityTab() {
  const query = useAudit();
  return (
    <Stack direction="column" gap={1.5}>
      <LearningConfidence />
      <QueryView query={query} what="the audit">
        {(audit) => (
          <>
            <AuditFindings audit={audit} onAgain={() => void query.refetch()} busy={query.isFetching} />
            <Tally audit={audit} />
          </>
        )}
      </QueryView>
      <VerifyChains />
    </Stack>
  );
}
