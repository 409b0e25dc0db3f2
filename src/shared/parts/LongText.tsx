import { Button } from '@grafana/ui';
import React, { useState } from 'react';

interface LongTextProps {
  text: string;
  /** Longer than this is cut until someone asks for the rest. */
  lines: number;
  /** How it is set: a quotation, code. */
  as: (shown: string) => React.ReactNode;
}

const LETTERS_A_LINE = 100;

/** A text of any length that does not push away what stands under it. */
export function LongText({ text, lines, as }: LongTextProps) {
  const [all, setAll] = useState(false);
  const short = shortened(text, lines);
  return (
    <>
      {as(all ? text : short)}
      {short !== text && (
        <Button size="sm" fill="text" variant="secondary" onClick={() => setAll(!all)}>
          {all ? 'Show less' : 'Show all of it'}
        </Button>
      )}
    </>
  );
}

function shortened(text: string, lines: number): string {
  const first = text
    .split('\n')
    .slice(0, lines)
    .join('\n')
    .slice(0, lines * LETTERS_A_LINE);
  return first.length < text.length ? `${first.trimEnd()} …` : text;
}
