import { type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';

/** Replaces `$name` and `${name}` the way Grafana does: the formatter gets an array where a variable has several values. */
export function fakeTemplates(values: Record<string, string | string[]>): TemplateSrv {
  return {
    getVariables: () => [],
    containsTemplate: (text) => /\$/.test(text ?? ''),
    updateTimeRange: () => undefined,
    replace: (text, scopedVars?: ScopedVars, format?: string | Function) =>
      (text ?? '').replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
        const value: unknown = scopedVars?.[name]?.value ?? values[name];
        if (value === undefined) {
          return whole;
        }
        return typeof format === 'function' ? String(format(value, {}, String)) : String(value);
      }),
  };
}
