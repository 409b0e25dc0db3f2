import { Button } from '@grafana/ui';
import React, { useState } from 'react';
import { LinkedSentence } from '../memory/LinkedSentence';
import { firstClauses } from './firstClauses';

/** The record of a fix: its counts at once, its circumstances on demand. */
export function RecordSentence({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const first = firstClauses(text);
  return (
    <>
      <LinkedSentence text={whole ? text : first} />
      {!whole && first !== text && (
        <Button size="sm" fill="text" variant="secondary" onClick={() => setWhole(true)}>
          more of its record
        </Button>
      )}
    </>
  );
}
