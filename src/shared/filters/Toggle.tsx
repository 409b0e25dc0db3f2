import { Button } from '@grafana/ui';
import React from 'react';

interface ToggleProps {
  on: boolean;
  text: string;
  onClick: () => void;
}

/** One of several that may be on at once; that it is on is seen, heard and not a matter of colour. */
export function Toggle({ on, text, onClick }: ToggleProps) {
  return (
    <Button
      size="sm"
      variant="secondary"
      fill={on ? 'solid' : 'outline'}
      icon={on ? 'check' : undefined}
      aria-pressed={on}
      onClick={onClick}
    >
      {text}
    </Button>
  );
}
