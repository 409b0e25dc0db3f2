import type { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv, VariableInterpolation } from '@grafana/runtime';

export type VariableValue = string | string[];

/** `$name`, `${name}`, `${name:format}`, `${name.path}` and `[[name]]`. */
const REFERENCE = /\$(\w+)|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}|\[\[(\w+?)(?::(\w+))?\]\]/g;
type Format = string | ((value: unknown, variable: object) => string);

/** Variables of the dashboard on the screen, and the time range, filled into the plugin's queries and links. */
export class WorkbenchTemplates implements TemplateSrv {
  private values: Readonly<Record<string, VariableValue>> = {};
  private models: TypedVariableModel[] = [];
  private range: TimeRange | undefined;

  show(models: TypedVariableModel[], values: Readonly<Record<string, VariableValue>>): void {
    this.models = models;
    this.values = values;
  }

  getVariables(): TypedVariableModel[] {
    return this.models;
  }

  containsTemplate(target = ''): boolean {
    return [...target.matchAll(REFERENCE)].some((match) => (match[1] ?? match[2] ?? match[5] ?? '') in this.values);
  }

  updateTimeRange(range: TimeRange): void {
    this.range = range;
  }

  // eslint-disable-next-line max-params -- Grafana's interface
  replace(
    target = '',
    scoped: ScopedVars = {},
    format?: string | Function,
    interpolations?: VariableInterpolation[]
  ): string {
    return target.replace(REFERENCE, (match: string, ...groups: Array<string | undefined>) => {
      const variableName = groups[0] ?? groups[1] ?? groups[4] ?? '';
      const fieldPath = groups[2];
      const wanted = groups[3] ?? groups[5];
      const found = this.lookUp(variableName, fieldPath, scoped);
      const value = found === undefined ? match : formatted(found, wanted ?? (format as Format | undefined));
      interpolations?.push({ match, variableName, fieldPath, format: wanted, value, found: found !== undefined });
      return value;
    });
  }

  private lookUp(name: string, path: string | undefined, scoped: ScopedVars): unknown {
    if (name === '__from' || name === '__to') {
      return this.range?.[name === '__from' ? 'from' : 'to'].valueOf();
    }
    const inRow = ofDataContext(name, path, scoped);
    if (inRow !== undefined) {
      return inRow;
    }
    const own: unknown = scoped[name]?.value ?? this.values[name];
    return path === undefined ? own : follow(own, path);
  }
}

/** The macros of data links: `${__value.time}`, `${__series.name}`, `${__field.labels.service}`, `${__data.fields…}`. */
function ofDataContext(name: string, path: string | undefined, scoped: ScopedVars): unknown {
  const context = scoped['__dataContext']?.value as DataContext | undefined;
  if (context === undefined || path === undefined) {
    return undefined;
  }
  const { frame, field, rowIndex } = context;
  switch (name) {
    case '__value': {
      const time = frame.fields.find((one) => one.type === 'time');
      const raw = (path === 'time' ? time : field)?.values[rowIndex ?? 0];
      return raw;
    }
    case '__series':
      return frame.name ?? field.config.displayName ?? field.name;
    case '__field':
      return path.startsWith('labels') ? follow(field.labels, path.replace(/^labels\.?/, '')) : field.name;
    case '__data': {
      const wanted = /^fields(?:\.(.+)|\["?([^"\]]+)"?\])$/.exec(path);
      const key = wanted?.[1] ?? wanted?.[2];
      const found = frame.fields.find((one, index) => one.name === key || String(index) === key);
      return found?.values[rowIndex ?? 0];
    }
    default:
      return undefined;
  }
}

interface DataField {
  name: string;
  type: string;
  values: unknown[];
  labels?: Record<string, string>;
  config: { displayName?: string };
}
interface DataContext {
  frame: { name?: string; fields: DataField[] };
  field: DataField;
  rowIndex?: number;
}

function follow(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]"']+/)
    .filter((part) => part !== '')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

function formatted(value: unknown, format: Format | undefined): string {
  if (typeof format === 'function') {
    return format(value, {});
  }
  const list = (Array.isArray(value) ? value : [value]).map(String);
  switch (format) {
    case 'csv':
    case 'raw':
    case 'text':
      return list.join(',');
    case 'pipe':
      return list.join('|');
    case 'json':
      return JSON.stringify(value);
    case 'percentencode':
    case 'queryparam':
      return encodeURIComponent(list.join(','));
    case 'doublequote':
      return list.map((item) => `"${item}"`).join(',');
    case 'singlequote':
      return list.map((item) => `'${item}'`).join(',');
    default:
      return list.length === 1 ? (list[0] ?? '') : `{${list.join(',')}}`;
  }
}
