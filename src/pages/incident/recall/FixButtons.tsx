import { type Advice } from '@incident-memory/contract';
import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { type Fixes, underWay } from './useFixes';

interface FixButtonsProps {
  advice: Advice;
  fixes: Fixes;
  primary?: boolean;
  /** What else can be done in the same place. */
  children?: React.ReactNode;
}

/** What can be done with a suggestion; one that is being tried is judged where attempts stand. */
export function FixButtons({ advice, fixes, primary = false, children }: FixButtonsProps) {
  const { words } = advice.fix;
  if (!fixes.mayAct || fixes.isOver) {
    return null;
  }
  if (underWay(advice, fixes.attempts) !== undefined) {
    return (
      <Stack gap={1} wrap="wrap" alignItems="center">
        <em>It is being tried: see above.</em>
        {children}
      </Stack>
    );
  }
  const size = primary ? 'md' : 'sm';
  return (
    <Stack gap={1} wrap="wrap" alignItems="center">
      <Button
        size={size}
        variant={primary ? 'primary' : 'secondary'}
        icon="play"
        disabled={fixes.busy}
        aria-label={`I’m doing this: ${words}`}
        onClick={() => fixes.begin(advice)}
      >
        I’m doing this
      </Button>
      <Button
        size={size}
        variant="secondary"
        icon="edit"
        disabled={fixes.busy}
        aria-label={`Modify: ${words}`}
        onClick={() => fixes.modify(advice)}
      >
        Modify
      </Button>
      <Button
        size={size}
        variant="secondary"
        fill="outline"
        icon="times"
        disabled={fixes.busy}
        aria-label={`Reject: ${words}`}
        onClick={() => fixes.reject(advice)}
      >
        Reject
      </Button>
      {children}
    </Stack>
  );
}
