import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Advice, type RecallAnswer } from '@incident-memory/contract';
import { Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { Section } from '../../../shared/parts/Section';
import { AdviceRow } from '../../../shared/recall/AdviceRow';
import { adviceKey } from '../../../shared/recall/adviceWords';
import { DoNotTry } from '../../../shared/recall/DoNotTry';
import { ImportedNotes } from '../../../shared/recall/ImportedNotes';
import { MatchList } from '../../../shared/recall/MatchList';
import { MemoryNote } from '../../../shared/recall/MemoryAway';
import { WhoKnows } from '../../../shared/recall/WhoKnows';
import { count } from '../../../shared/words';

/** What was found, beside what follows from it. */
export function Found({ answer }: { answer: RecallAnswer }) {
  const styles = useStyles2(getStyles);
  const { matches, searched, milliseconds, note, abstained, imported, doNotTry, whoKnows } = answer;
  return (
    <Stack direction="column" gap={1.5}>
      {note !== null && <MemoryNote>{note}</MemoryNote>}
      <div className={styles.halves}>
        <Section
          title="Like it"
          aside={`${count(matches.length, 'match', 'matches')} among ${count(searched, 'memory', 'memories')}, in ${Math.ceil(milliseconds)} ms`}
        >
          {abstained && <NothingNear searched={searched} />}
          {matches.length > 0 && <MatchList matches={matches} />}
        </Section>
        <Stack direction="column" gap={1.5}>
          <Advices title="Worked" advices={answer.recommended} />
          <DoNotTry advice={doNotTry} />
          <Advices title="Contested: it worked and it failed" advices={answer.contested} />
          <Advices title="Tried, with too little to judge" advices={answer.untested} />
          <Advices title="General measures, not learnt from your incidents" advices={answer.general} />
          <ImportedNotes imported={imported} />
          <WhoKnows people={whoKnows} />
        </Stack>
      </div>
    </Stack>
  );
}

/** A weak guess at night costs more than none, so none is made; that it is none is said. */
function NothingNear({ searched }: { searched: number }) {
  return (
    <EmptyNote
      icon="question-circle"
      title={
        searched === 0
          ? 'Nothing is remembered yet'
          : `Nothing near enough among ${count(searched, 'memory', 'memories')}`
      }
    >
      {searched === 0
        ? 'Every incident that ends is remembered by itself; a note can be added under Memories.'
        : 'No answer is given rather than a weak one. An error code, a class name or more of the text may find it.'}
    </EmptyNote>
  );
}

function Advices({ title, advices }: { title: string; advices: Advice[] }) {
  return advices.length === 0 ? null : (
    <Section title={title}>
      <Stack direction="column" gap={1}>
        {advices.map((advice) => (
          <AdviceRow key={adviceKey(advice)} advice={advice} />
        ))}
      </Stack>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  halves: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
