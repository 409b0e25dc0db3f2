import { Combobox, InlineField, MultiCombobox } from '@grafana/ui';
import { useId } from 'react';
import { ALL, type ChosenVariable } from './variables.ts';

interface Props {
  chosen: ChosenVariable;
  onPick: (value: string[]) => void;
}
const HIDDEN = 2;

export function VariablePicker({ chosen, onPick }: Props) {
  const id = useId();
  const { variable, picked } = chosen;
  if (variable.hide === HIDDEN) {
    return null;
  }
  const all = variable.includeAll === true ? [{ value: ALL, label: 'All' }] : [];
  const options = [...all, ...chosen.options.map(({ value, text }) => ({ value, label: text }))];
  return (
    <InlineField
      label={variable.label ?? variable.name}
      invalid={chosen.problem !== undefined}
      error={chosen.problem}
      htmlFor={id}
      data-testid={`variable ${variable.name}`}
    >
      {variable.multi === true ? (
        <MultiCombobox
          id={id}
          width="auto"
          minWidth={16}
          options={options}
          value={[picked].flat()}
          onChange={(values) =>
            onPick(
              withoutAll(
                values.map(({ value }) => value),
                [picked].flat()
              )
            )
          }
        />
      ) : (
        <Combobox
          id={id}
          width={24}
          options={options}
          value={[picked].flat()[0]}
          onChange={({ value }) => onPick([value])}
        />
      )}
    </InlineField>
  );
}

/** Picking "All" drops the single ones, picking a single one drops "All". */
function withoutAll(now: string[], before: string[]): string[] {
  if (now.includes(ALL) && !before.includes(ALL)) {
    return [ALL];
  }
  return now.filter((value) => value !== ALL);
}
