import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type RecallAnswer, type RecallMatch } from '@incident-memory/contract';
import { Button, Icon, type IconName, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { LinkedSentence } from '../memory/LinkedSentence';
import { memoryName } from '../memory/memoryWords';
import { memoryPath } from '../pluginAddress';
import { count } from '../words';
import { MatchFacets } from './MatchFacets';
import { MemoryNote } from './MemoryAway';
import { getRecallStyles } from './recallStyles';
import { firstCheck } from './firstCheck';
import { TellApartCheck } from './TellApartCheck';

const ICONS: Record<RecallAnswer['seen']['verdict'], IconName> = {
  'first-time': 'plus-circle',
  rare: 'history',
  frequent: 'repeat',
  unknown: 'question-circle',
};
interface SeenBeforeProps {
  answer: RecallAnswer;
  onAgain?: () => void;
}

/** First time, or the seventh: said equally loudly, since both decide what to do next. */
export function SeenBefore({ answer, onAgain }: SeenBeforeProps) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  const [best, ...others] = answer.matches;
  const check = firstCheck(answer);
  return (
    <section className={styles.box} aria-labelledby={id}>
      <div className={shared.headline}>
        <h2 id={id} className={shared.heading}>
          Seen before
        </h2>
        <p className={shared.loud}>
          <Icon name={ICONS[answer.seen.verdict]} size="lg" /> <LinkedSentence text={answer.seen.sentence} />
        </p>
      </div>
      {answer.note !== null && (
        <MemoryNote>
          {answer.note}{' '}
          {onAgain !== undefined && (
            <Button size="sm" variant="secondary" icon="sync" onClick={onAgain}>
              Ask memory again
            </Button>
          )}
        </MemoryNote>
      )}
      {best !== undefined && <Nearest best={best} others={others} />}
      {check !== null && <TellApartCheck check={check} />}
    </section>
  );
}

const NEARNESS: Record<RecallMatch['strength'], string> = {
  same: 'The same as ',
  likely: 'Likely the same as ',
  similar: 'Not the same, but the nearest: ',
};

/** Others are counted: at night a list of them stands before what to do. What is only similar is compared when someone asks: at night it would stand before what to do. */
function Nearest({ best, others }: { best: RecallMatch; others: RecallMatch[] }) {
  const shared = useStyles2(getRecallStyles);
  const [compared, setCompared] = useState(false);
  const [listed, setListed] = useState(false);
  return (
    <>
      <div className={shared.secondary}>
        {NEARNESS[best.strength]}
        <TextLink href={memoryPath(best.memory.id)}>{memoryName(best.memory)}</TextLink>
        {others.length > 0 && !listed && (
          <Button size="sm" fill="text" variant="secondary" onClick={() => setListed(true)}>
            {`and ${count(others.length, 'other')}`}
          </Button>
        )}
        {listed && <Others matches={others} />}{' '}
        {best.strength === 'similar' && !compared && (
          <Button size="sm" fill="text" variant="secondary" onClick={() => setCompared(true)}>
            Compare
          </Button>
        )}
      </div>
      {(best.strength !== 'similar' || compared) && <MatchFacets match={best} most={2} />}
    </>
  );
}

function Others({ matches }: { matches: RecallMatch[] }) {
  return (
    <>
      {' · also '}
      {matches.map(({ memory }, place) => (
        <React.Fragment key={memory.id}>
          {place > 0 && ', '}
          <TextLink href={memoryPath(memory.id)}>
            {memory.incident === null ? memory.title : `INC-${memory.incident.number}`}
          </TextLink>
        </React.Fragment>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
});
