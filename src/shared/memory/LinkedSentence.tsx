import { TextLink } from '@grafana/ui';
import React from 'react';
import { incidentPath, memoryPath } from '../pluginAddress';

const NAMED = /(INC-[1-9][0-9]*|mem_[0-9a-f-]{36})/;
const INCIDENT = 'INC-';

/** A sentence in which each incident or memory that it names is a way there. */
export function LinkedSentence({ text }: { text: string }) {
  return (
    <>
      {text.split(NAMED).map((part, place) =>
        !NAMED.test(part) ? (
          part
        ) : part.startsWith(INCIDENT) ? (
          <TextLink key={place} href={incidentPath(part.slice(INCIDENT.length))}>
            {part}
          </TextLink>
        ) : (
          <TextLink key={place} href={memoryPath(part)}>
            another memory
          </TextLink>
        )
      )}
    </>
  );
}
