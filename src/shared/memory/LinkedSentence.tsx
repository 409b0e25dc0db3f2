import { TextLink } from '@grafana/ui';
import React from 'react';
import { incidentPath } from '../pluginAddress';

const INCIDENT = /(INC-[1-9][0-9]*)/;

/** A sentence in which each incident that it names is a way there. */
export function LinkedSentence({ text }: { text: string }) {
  return (
    <>
      {text.split(INCIDENT).map((part, place) =>
        INCIDENT.test(part) ? (
          <TextLink key={place} href={incidentPath(part.slice('INC-'.length))}>
            {part}
          </TextLink>
        ) : (
          part
        )
      )}
    </>
  );
}
