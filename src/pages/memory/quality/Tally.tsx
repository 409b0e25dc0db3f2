import { type MemoryAudit } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { Section } from '../../../shared/parts/Section';

/** What there is, by category and by how it is known. */
export function Tally({ audit }: { audit: MemoryAudit }) {
  const styles = useStyles2(getTableStyles);
  return audit.tally.length === 0 ? null : (
    <Section title="What there is">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Category</th>
              <th scope="col">Known by</th>
              <th scope="col" className="number">
                Active
              </th>
              <th scope="col" className="number">
                Stale
              </th>
              <th scope="col" className="number">
                Retired
              </th>
            </tr>
          </thead>
          <tbody>
            {audit.tally.map(({ category, provenance, active, stale, retired }) => (
              <tr key={`${category} ${provenance}`}>
                <th scope="row">{category}</th>
                <td>{PROVENANCE_WORDS[provenance].text}</td>
                <td className="number">{active.toLocaleString('en')}</td>
                <td className="number">{stale.toLocaleString('en')}</td>
                <td className="number">{retired.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Expiring {...audit.expiring} />
    </Section>
  );
}

/** Said before it happens: whoever wants to keep one of them confirms it into another category, or holds it. */
function Expiring({ withinDays, memories, isMore, categories }: MemoryAudit['expiring']) {
  return memories === 0 ? (
    <p>Nothing expires in the next {withinDays} days.</p>
  ) : (
    <p>
      In the next {withinDays} days {isMore ? 'more than ' : ''}
      {memories.toLocaleString('en')} {memories === 1 ? 'memory expires' : 'memories expire'} for good:{' '}
      {categories
        .map(({ category, memories: some, firstAt }) => {
          return `${some.toLocaleString('en')} of ${category}, the first on ${firstAt.slice(0, 10)}`;
        })
        .join('; ')}
      . What should stay needs another category, or a legal hold.
    </p>
  );
}
