import {
  DataTopic,
  toDataFrame,
  type AnnotationQuery,
  type DataFrame,
  type DataQuery,
  type Field,
  type LinkModel,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { messageOf } from '../message-of.ts';
import { runQuery, type Question } from './run-query.ts';

/** What is drawn on a chart. */
export interface AnnotationMark {
  readonly time: number;
  readonly timeEnd: number | undefined;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly color: string;
  readonly links: readonly LinkModel[];
}
/** What one annotation query brought, and on which panels it is drawn. */
export interface AnnotationAnswer {
  readonly frames: DataFrame[];
  readonly errors: readonly string[];
  readonly filter?: AnnotationQuery['filter'];
}

export function shownOn(panelId: number, { filter }: AnnotationAnswer): boolean {
  const named = filter?.ids?.includes(panelId) === true;
  return filter === undefined || filter.ids.length === 0 || (filter.exclude === true ? !named : named);
}

type Setting = Omit<Question, 'targets' | 'datasource' | 'requestId'>;

/** Runs the dashboard's annotation queries through their data sources, prepared the way the source wishes. */
export async function runAnnotations(
  queries: readonly AnnotationQuery[],
  setting: Setting
): Promise<AnnotationAnswer[]> {
  // The query named grafana lists notes kept by Grafana itself; the workbench has none.
  const asked = queries.filter((query) => query.enable && query.datasource?.type !== 'grafana');
  return Promise.all(
    asked.map((query) =>
      runAnnotation(query, setting).catch((error: unknown) => ({ frames: [], errors: [messageOf(error)] }))
    )
  );
}

async function runAnnotation(query: AnnotationQuery, setting: Setting): Promise<AnnotationAnswer> {
  const source = await getDataSourceSrv().get(query.datasource);
  if (source.annotations === undefined) {
    return { frames: [], errors: [`${source.name} offers no annotations`] };
  }
  const prepared: AnnotationQuery = source.annotations.prepareAnnotation?.(query) ?? query;
  const target: DataQuery | undefined = source.annotations.prepareQuery?.(prepared) ?? prepared.target;
  const data = await runQuery({
    ...setting,
    requestId: `annotation-${query.name}`,
    datasource: query.datasource,
    targets: target === undefined ? [] : [{ ...target, refId: 'Anno' }],
  });
  return {
    frames: data.series.map((frame) => coloured(frame, query)),
    errors: (data.errors ?? []).map((error) => error.message ?? 'Query failed'),
    filter: prepared.filter,
  };
}

function coloured(frame: DataFrame, { name, iconColor }: AnnotationQuery): DataFrame {
  const same = (value: string) => Array.from({ length: frame.length }, () => value);
  const own = frame.fields.some((field) => field.name === 'color');
  return toDataFrame({
    ...frame,
    meta: { ...frame.meta, dataTopic: DataTopic.Annotations },
    fields: [
      { name: 'type', type: 'string', values: same(name), config: {} },
      ...(own ? [] : [{ name: 'color', type: 'string', values: same(iconColor), config: {} }]),
      ...frame.fields,
    ],
  });
}

export function marksOf(frames: readonly DataFrame[]): AnnotationMark[] {
  return frames.flatMap((frame) => {
    const field = (name: string): Field | undefined => frame.fields.find((one) => one.name === name);
    return Array.from({ length: frame.length }, (_, row) => {
      const read = <Value>(name: string) => field(name)?.values[row] as Value | undefined;
      return {
        time: read<number>('time') ?? 0,
        timeEnd: read<number>('timeEnd') ?? undefined,
        title: read<string>('title') ?? '',
        text: read<string>('text') ?? '',
        tags: read<string[]>('tags') ?? [],
        color: read<string>('color') ?? '',
        links: frame.fields.flatMap((one) => one.getLinks?.({ valueRowIndex: row }) ?? []),
      };
    });
  });
}
