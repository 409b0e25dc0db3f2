import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { CAUSE_NAMES } from '../../../shared/memory/memoryWords';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { LongText } from '../../../shared/parts/LongText';
import { Section } from '../../../shared/parts/Section';
import { TemplateText } from '../../../shared/parts/TemplateText';

/** What it was, by what it is known again, what ended it. */
export function RecordFacts({ memory }: { memory: Memory }) {
  const styles = useStyles2(getStyles);
  const { signature, cause, evidence, labels } = memory;
  const told = [memory.text, cause?.words ?? '', memory.resolution, memory.prevention].some((text) => text !== '');
  return (
    <>
      <Section title="What is worth knowing">
        {told ? (
          <dl className={styles.facts}>
            <Fact name="In words">{text(memory.text)}</Fact>
            <Fact name="Cause">
              {cause !== null && `${CAUSE_NAMES[cause.class]}${cause.words === '' ? '' : `: ${cause.words}`}`}
            </Fact>
            <Fact name="What ended it">{text(memory.resolution)}</Fact>
            <Fact name="Would prevent it">{text(memory.prevention)}</Fact>
          </dl>
        ) : (
          <EmptyNote icon="info-circle" title="Nobody has put it into words">
            What was measured stands below, and is enough to know it again.
          </EmptyNote>
        )}
      </Section>
      <Section title="How it is known again">
        <dl className={styles.facts}>
          <Fact name="Exception">{signature.errorType}</Fact>
          <Fact name="Messages">
            {signature.templates.length > 0 && (
              <ul className={styles.list}>
                {signature.templates.map((template) => (
                  <li key={template.id}>
                    <TemplateText text={template.text} />
                  </li>
                ))}
              </ul>
            )}
          </Fact>
          <Fact name="Stack traces">{signature.fingerprints.join(', ')}</Fact>
          <Fact name="Symptoms">{lines(signature.symptoms, styles.list)}</Fact>
          <Fact name="Services">{memory.services.join(', ')}</Fact>
          <Fact name="Category">{memory.category}</Fact>
          <Fact name="Labels">
            {Object.entries(labels)
              .map(([key, value]) => `${key}:${value}`)
              .join(', ')}
          </Fact>
          <Fact name="Seen by">{memory.visibility === 'organisation' ? 'the organisation' : memory.visibility}</Fact>
          <Fact name="Evidence then">{lines(evidence, styles.list)}</Fact>
        </dl>
      </Section>
    </>
  );
}

function text(words: string): React.ReactNode {
  return words === '' ? '' : <LongText text={words} lines={12} as={(shown) => shown} />;
}

function lines(all: string[], list: string): React.ReactNode {
  return (
    all.length > 0 && (
      <ul className={list}>
        {all.map((line, place) => (
          <li key={place}>{line}</li>
        ))}
      </ul>
    )
  );
}

/** What is not known takes no room. */
function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return children === '' || children === null || children === false ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(16)} minmax(0, 1fr)`,
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
