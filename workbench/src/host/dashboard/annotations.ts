import { DataTopic, toDataFrame } from '@grafana/data';
import type { AnnotationQuery, DataFrame, DataQuery, Field, LinkModel } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { runQuery } from './run-query.ts';
import type { Question } from './run-query.ts';

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
export interface DashboardAnnotations {
  readonly frames: DataFrame[];
  readonly errors: readonly string[];
}

type Setting = Omit<Question, 'targets' | 'datasource' | 'requestId'>;

/** Runs the dashboard's annotation queries through their data sources, prepared the way the source wishes. */
export async function runAnnotations(
  queries: readonly AnnotationQuery[],
  setting: Setting
): Promise<DashboardAnnotations> {
  // The query named grafana lists notes kept by Grafana itself; the workbench has none.
  const asked = queries.filter((query) => query.enable && query.datasource?.type !== 'grafana');
  const answers = await Promise.all(asked.map((query) => runAnnotation(query, setting)));
  return { frames: answers.flatMap((answer) => answer.frames), errors: answers.flatMap((answer) => answer.errors) };
}

async function runAnnotation(query: AnnotationQuery, setting: Setting): Promise<DashboardAnnotations> {
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
