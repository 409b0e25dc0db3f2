import type { AnnotationQuery, DataQuery, DataTransformerConfig, FieldConfigSource } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';

/** The parts of a classic dashboard JSON that the workbench shows; everything else is left unread. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags?: string[];
  readonly panels?: readonly Panel[];
  readonly templating?: { readonly list?: readonly Variable[] };
  readonly annotations?: { readonly list?: readonly AnnotationQuery[] };
  readonly time?: { readonly from: string; readonly to: string };
  readonly refresh?: string | false;
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: DataSourceRef | null;
  readonly targets?: ReadonlyArray<DataQuery & { datasource?: DataSourceRef | null }>;
  readonly transformations?: DataTransformerConfig[];
  readonly fieldConfig?: FieldConfigSource;
  readonly options?: Record<string, unknown>;
  readonly transparent?: boolean;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly collapsed?: boolean;
  readonly panels?: readonly Panel[];
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly hide?: number;
  readonly query?: unknown;
  readonly regex?: string;
  readonly datasource?: DataSourceRef | null;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly current?: { readonly value?: string | string[] };
  readonly options?: ReadonlyArray<{ readonly value: string; readonly text: string }>;
}

/** Rows keep their panels in the list behind them when open, within them when collapsed: here all are open. */
export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).flatMap((panel) => [panel, ...(panel.panels ?? [])]);
}
