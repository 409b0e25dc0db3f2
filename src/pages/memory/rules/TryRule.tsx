import { type RouteBodySent } from '@incident-memory/contract';
import { Button, Checkbox, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';

export type Rule = NonNullable<RouteBodySent<'dryRunRules'>['rules']>[number];

const DOES = [
  { value: 'leave', label: 'Leave out' },
  { value: 'keep', label: 'Remember' },
];

interface TryRuleProps {
  busy: boolean;
  onTry: (rule: Rule) => void;
}

/** One rule, tried over the past before it is written into the configuration. All of its conditions must hold. */
export function TryRule({ busy, onTry }: TryRuleProps) {
  const [does, setDoes] = useState('leave');
  const [services, setServices] = useState('');
  const [words, setWords] = useState('');
  const [shorter, setShorter] = useState('');
  const [inMaintenance, setInMaintenance] = useState(false);
  const seconds = Number(shorter);
  const list = (text: string) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const holds = list(services).length > 0 || list(words).length > 0 || seconds > 0 || inMaintenance;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (holds && !busy) {
          onTry({
            name: 'tried',
            remember: does === 'keep',
            services: list(services),
            words: list(words),
            shorterThanSeconds: seconds > 0 ? seconds : null,
            inMaintenance,
          });
        }
      }}
    >
      <Stack direction="column" gap={1}>
        <Stack gap={2} wrap="wrap" alignItems="flex-end">
          <Field label="It would" noMargin>
            <RadioButtonGroup aria-label="It would" options={DOES} value={does} onChange={setDoes} />
          </Field>
          <Field label="Services" description="Separated by commas; * stands for anything." noMargin>
            <Input
              id="rule-services"
              width={28}
              value={services}
              placeholder="any"
              onChange={(event) => setServices(event.currentTarget.value)}
            />
          </Field>
          <Field label="Every message has one of" description="Separated by commas." noMargin>
            <Input
              id="rule-words"
              width={28}
              value={words}
              placeholder="any"
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          </Field>
          <Field label="Shorter than" description="Seconds." noMargin>
            <Input
              id="rule-shorter"
              type="number"
              min={0}
              width={12}
              value={shorter}
              placeholder="any"
              onChange={(event) => setShorter(event.currentTarget.value)}
            />
          </Field>
          <Checkbox
            label="Began in a maintenance"
            value={inMaintenance}
            onChange={(event) => setInMaintenance(event.currentTarget.checked)}
          />
        </Stack>
        <div>
          <Button type="submit" size="sm" icon="play" disabled={!holds || busy}>
            Try it over this time
          </Button>
        </div>
      </Stack>
    </form>
  );
}
