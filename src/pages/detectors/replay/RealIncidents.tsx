import { type PreviewAnswer } from '@incident-memory/contract';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { incidentName, incidentPath } from '../../../shared/pluginAddress';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { sayLead } from '../qualityWords';
import { Part } from './Part';
import { sayBecause } from './sayReplay';
import { sideways } from '../../../shared/parts/sideways';

/** What really was, the missed ones first: they are what a detector is judged by. */
export function RealIncidents({ incidents }: { incidents: PreviewAnswer['incidents'] }) {
  const styles = useStyles2(getTableStyles);
  if (incidents.length === 0) {
    return null;
  }
  const sorted = [...incidents].sort((a, b) => Number(a.leadSeconds !== null) - Number(b.leadSeconds !== null));
  return (
    <Part title="Real incidents">
      <div className={styles.scroll} {...sideways('Incidents of that time')}>
        <table className={styles.table}>
          <caption className="sr-only">Real incidents in this time, and whether they would have been found</caption>
          <thead>
            <tr>
              <th scope="col">Incident</th>
              <th scope="col">Service</th>
              <th scope="col">Began</th>
              <th scope="col">Real because</th>
              <th scope="col">This detector</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((incident) => (
              <tr key={incident.id}>
                <th scope="row">
                  <TextLink href={incidentPath(incident.number)}>
                    {`${incidentName(incident.number)} · ${incident.title}`}
                  </TextLink>
                </th>
                <td>{incident.service}</td>
                <td className="short">
                  <TimeAgo at={incident.startedAt} />
                </td>
                <td className="short">{sayBecause(incident)}</td>
                <td className="short">
                  {incident.leadSeconds === null ? (
                    <span className={styles.bad}>
                      <Icon name="times-circle" /> missed it
                    </span>
                  ) : (
                    <>
                      <Icon name="check" /> found it, {sayLead(incident.leadSeconds)}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}
