import {
  CustomVariableSupport,
  toDataFrame,
  type DataFrame,
  type DataQuery,
  type MetricFindValue,
  type TimeRange,
  type TypedVariableModel,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { messageOf } from '../message-of.ts';
import { templates } from '../services/start-services.ts';
import type { VariableValue } from '../services/template-service.ts';
import type { Dashboard, Variable } from './dashboard-model.ts';
import { requestOf } from './run-query.ts';

export const ALL = '$__all';
const VALUES_TO_CHOOSE_FROM_MAX = 1000;

export interface ChosenVariable {
  readonly variable: Variable;
  readonly options: ReadonlyArray<{ readonly value: string; readonly text: string }>;
  /** As picked; "all" is kept as such. */
  readonly picked: VariableValue;
  /** Why the options could not be asked for; panels are shown all the same. */
  readonly problem: string | undefined;
}

/** The choices as they are known without asking anybody: panels that ask for themselves need not wait. */
export function presentVariables(
  dashboard: Dashboard,
  pickedInAddress: Readonly<Record<string, VariableValue>>
): ChosenVariable[] {
  const chosen = (dashboard.templating?.list ?? []).map((variable) => ({
    variable,
    options: [],
    picked: pickedInAddress[variable.name] ?? variable.current?.value ?? ALL,
    problem: undefined,
  }));
  fillTemplates(chosen);
  return chosen;
}

/** Options are asked for in the order of the list, so that a later variable may use an earlier one. */
export async function resolveVariables(
  dashboard: Dashboard,
  range: TimeRange,
  pickedInAddress: Readonly<Record<string, VariableValue>>
): Promise<ChosenVariable[]> {
  const chosen: ChosenVariable[] = [];
  for (const variable of dashboard.templating?.list ?? []) {
    const { options, problem } = await optionsOf(variable, dashboard, range).then(
      (found) => ({ options: found, problem: undefined }),
      (error: unknown) => ({ options: [], problem: messageOf(error) })
    );
    const fallback = variable.includeAll === true ? ALL : (options[0]?.value ?? '');
    const given = pickedInAddress[variable.name] ?? variable.current?.value;
    const picked = given === undefined || given.length === 0 ? fallback : given;
    chosen.push({ variable, options, picked, problem });
    fillTemplates(chosen);
  }
  return chosen;
}

async function optionsOf(variable: Variable, dashboard: Dashboard, range: TimeRange) {
  switch (variable.type) {
    case 'query':
      return (await askForValues(variable, dashboard, range)).filter(matching(variable.regex));
    case 'custom':
    case 'interval':
      return String(variable.query ?? '')
        .split(',')
        .map((value) => ({ value: value.trim(), text: value.trim() }));
    case 'datasource':
      return getDataSourceSrv()
        .getList({ type: String(variable.query) })
        .map(({ uid, name }) => ({ value: uid, text: name }));
    default:
      return [{ value: String(variable.query ?? ''), text: String(variable.query ?? '') }];
  }
}

async function askForValues(variable: Variable, dashboard: Dashboard, range: TimeRange) {
  const source = await getDataSourceSrv().get(variable.datasource);
  const { query } = variable;
  const support = source.variables;
  if (support instanceof CustomVariableSupport) {
    const target = { ...(query as DataQuery), refId: `${variable.name}-variable` };
    const request = requestOf({
      requestId: `variable-${variable.name}`,
      targets: [target],
      range,
      maxDataPoints: VALUES_TO_CHOOSE_FROM_MAX,
      dashboard,
    });
    const { data } = await lastValueFrom(support.query(request));
    return (data as Array<DataFrame | MetricFindValue>).flatMap((item) =>
      'text' in item ? [plainValue(item)] : valuesIn(toDataFrame(item))
    );
  }
  const found = (await source.metricFindQuery?.(query, { range, variable: { name: variable.name } })) ?? [];
  return found.map(plainValue);
}

const plainValue = ({ text, value }: MetricFindValue) => ({ text, value: String(value ?? text) });

function valuesIn(frame: DataFrame) {
  const column = (name: string) => frame.fields.find((field) => field.name === name);
  const texts = column('text') ?? frame.fields[0];
  const values = column('value') ?? texts;
  return Array.from({ length: frame.length }, (_, row) => ({
    text: String(texts?.values[row]),
    value: String(values?.values[row]),
  }));
}

function matching(regex: string | undefined) {
  const pattern = regex === undefined || regex === '' ? undefined : new RegExp(regex.replace(/^\/|\/$/g, ''));
  return ({ text }: { text: string }) => pattern?.test(text) ?? true;
}

function fillTemplates(chosen: readonly ChosenVariable[]): void {
  templates.show(chosen.map(modelOf), Object.fromEntries(chosen.map((one) => [one.variable.name, filledIn(one)])));
}

/** What stands in a query for the choice: all means every option, or the variable's own word for it. */
function filledIn({ variable, options, picked }: ChosenVariable): VariableValue {
  if (![picked].flat().includes(ALL)) {
    return picked;
  }
  return variable.allValue ?? options.map((option) => option.value);
}

function modelOf({ variable, picked }: ChosenVariable): TypedVariableModel {
  return { ...variable, current: { value: picked, text: picked } } as unknown as TypedVariableModel;
}
