import { type IncidentEvidence } from '@incident-memory/contract';
import { Badge, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useEvidence } from '../../../shared/data/useIncident';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { TemplateText } from '../../../shared/parts/TemplateText';
import { ClockTime } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';

/** Messages that are new around the start, or far louder than before, each with one of its lines. */
export function OddMessages({ reference }: { reference: string }) {
  const query = useEvidence(reference);
  return (
    <Section title="New or louder messages" aside="against as long a time before">
      <QueryView query={query} what="the messages">
        {({ messages }) =>
          messages.length === 0 ? (
            <EmptyNote icon="comment-alt" title="No message is new or louder than before">
              What they say is as before, or they say nothing here.
            </EmptyNote>
          ) : (
            <Stack direction="column" gap={1}>
              {messages.map((message) => (
                <Message key={message.id} message={message} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

function Message({ message: { id, template, isNew, sample } }: { message: IncidentEvidence['messages'][number] }) {
  const table = useStyles2(getTableStyles);
  const times = template.linesBefore === 0 ? null : Math.round(template.lines / template.linesBefore);
  return (
    <div id={id}>
      <Stack gap={1} alignItems="center" wrap="wrap">
        {isNew ? (
          <Badge color="orange" text="New" />
        ) : (
          <Badge color="blue" text={times === null ? 'Louder' : `${times}×`} />
        )}
        <strong>{template.service}</strong>
        <span className={template.errors > 0 ? table.bad : table.secondary}>
          {template.errors > 0 ? count(template.errors, 'error') : count(template.lines, 'line')}
        </span>
        <span className={table.secondary}>
          first <ClockTime at={template.firstAt} />
        </span>
      </Stack>
      <TemplateText text={template.text} />
      {sample !== null && sample.message !== template.text && (
        <div className={table.secondary}>
          <ClockTime at={sample.at} /> {sample.message}
        </div>
      )}
    </div>
  );
}
