import { type Advice, type RecallAnswer } from '@incident-memory/contract';
import { useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { AdviceRow } from '../../../shared/recall/AdviceRow';
import { adviceKey } from '../../../shared/recall/adviceWords';
import { getRecallStyles } from '../../../shared/recall/recallStyles';
import { FixButtons } from './FixButtons';
import { type Fixes } from './useFixes';

interface OtherAdviceProps {
  answer: RecallAnswer;
  check: Advice['tellApart'];
  fixes: Fixes;
}

/** What else worked, what worked and failed, what nobody can judge yet, and what is commonly done: each called what it is. */
export function OtherAdvice({ answer, check, fixes }: OtherAdviceProps) {
  return (
    <>
      <Advices title="Also worked" advices={answer.recommended.slice(1)} check={check} fixes={fixes} />
      <Advices
        title="Contested: it depends on the cause, or worked and failed"
        advices={answer.contested}
        check={check}
        fixes={fixes}
      />
      <Advices title="Tried, with too little to judge" advices={answer.untested} check={check} fixes={fixes} />
      {answer.recommended.length > 0 && (
        <Advices
          title="General measures, not learnt from your incidents"
          advices={answer.general}
          check={check}
          fixes={fixes}
        />
      )}
    </>
  );
}

interface AdvicesProps {
  title: string;
  advices: Advice[];
  check: Advice['tellApart'];
  fixes: Fixes;
}

function Advices({ title, advices, check, fixes }: AdvicesProps) {
  const shared = useStyles2(getRecallStyles);
  const id = useId();
  return advices.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id} className={shared.heading}>
        {title}
      </h2>
      {advices.map((advice) => (
        <AdviceRow key={adviceKey(advice)} advice={advice} checkShown={check}>
          <FixButtons advice={advice} fixes={fixes} />
        </AdviceRow>
      ))}
    </section>
  );
}
