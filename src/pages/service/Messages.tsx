import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TemplateSummary } from '@incident-memory/contract';
import { IconButton, Input, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useLogLines, useSignals } from '../../shared/data/useSignals';
import { getTableStyles } from '../../shared/parts/dataTable';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { TemplateText } from '../../shared/parts/TemplateText';
import { count } from '../../shared/words';
import { SampleList } from '../incident/SampleLines';
import { type OfService } from './ofService';
import { sayTrend } from './sayTrend';

const SHOWN = 100;
const SAMPLES = 5;

/** What it says: its messages by kind, those of errors first, what is new or louder than before marked. */
export function Messages({ service, from, to }: OfService) {
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const contains = search === '' ? {} : { contains: search };
  const query = useSignals('listTemplates', { from, to, service: [service], limit: SHOWN, ...contains });
  return (
    <Section
      title="What it says"
      aside={
        <Input
          aria-label="Search messages"
          placeholder="Search messages"
          width={24}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      }
    >
      <QueryView query={query} what="its messages">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote icon="comment-alt" title="No message in this time">
              Lines that look alike are shown as one message with its variable parts left out.
            </EmptyNote>
          ) : (
            <>
              {items.length === SHOWN && (
                <p className={styles.more}>The first {SHOWN}, those of errors before others. Search finds the rest.</p>
              )}
              <ul className={styles.list}>
                {items.map((template) => (
                  <Message
                    key={template.id}
                    template={template}
                    trend={sayTrend(template, items)}
                    isOpen={open === template.id}
                    onToggle={() => setOpen(open === template.id ? null : template.id)}
                    span={{ service, from, to }}
                  />
                ))}
              </ul>
            </>
          )
        }
      </QueryView>
    </Section>
  );
}

interface MessageProps {
  template: TemplateSummary;
  trend: string | null;
  isOpen: boolean;
  onToggle: () => void;
  span: OfService;
}

function Message({ template, trend, isOpen, onToggle, span }: MessageProps) {
  const styles = useStyles2(getStyles);
  const table = useStyles2(getTableStyles);
  const { text, lines, errors } = template;

  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <IconButton
          name={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          aria-label={isOpen ? 'Hide its lines' : 'Show its lines'}
          onClick={onToggle}
        />
        <TemplateText text={text} />
        <span className={styles.figures}>
          {errors > 0 && <span className={table.bad}>{count(errors, 'error')} </span>}
          {errors < lines && <span className={table.secondary}>{count(lines, 'line')} </span>}
          {trend !== null && <strong>{trend}</strong>}
        </span>
      </div>
      {isOpen && <Lines template={template.id} span={span} />}
    </li>
  );
}

function Lines({ template, span: { service, from, to } }: { template: string; span: OfService }) {
  const query = useLogLines({ from, to, service: [service], template: [template], limit: SAMPLES });
  return (
    <QueryView query={query} what="its lines">
      {({ pages }) => {
        const samples = pages.flatMap(({ items }) => items);
        return samples.length === 0 ? (
          <EmptyNote icon="comment-alt" title="No line of it is kept">
            It was counted; the lines themselves are past their retention or were not kept.
          </EmptyNote>
        ) : (
          <SampleList samples={samples} />
        );
      }}
    </QueryView>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  more: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
  list: css({ listStyle: 'none', margin: 0, padding: 0, maxHeight: theme.spacing(60), overflowY: 'auto' }),
  item: css({
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none' },
  }),
  row: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.5) }),
  figures: css({
    marginLeft: 'auto',
    paddingLeft: theme.spacing(1),
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
