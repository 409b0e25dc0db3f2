import { createDataFrame, type DataFrame, type FieldConfig, FieldType, textUtil } from '@grafana/data';
import { type Alarm, type BandSeries } from '@incident-memory/contract';
import { bandUnit, signalName } from '../../shared/chart/bandWords';
import { DETECTOR_NAMES } from '../../shared/alarms/detectorNames';
import { PAGES } from '../../shared/pluginAddress';
import { type FrameContext, instant } from './incidentFrames';
import { ASK_ABOUT_POINT, OPEN_SERVICE_OF_ROW } from './links';

const OPEN_ALARM_OF_ROW = {
  title: 'Open the finding',
  url: `${PAGES.findings}?show=all&alarm=\${__data.fields.id}`,
};

/** One row an alarm. */
export function alarmTable(alarms: Alarm[], refId: string): DataFrame {
  const text = (name: string, of: (alarm: Alarm) => string, config: FieldConfig) => ({
    name,
    type: FieldType.string,
    values: alarms.map(of),
    config,
  });
  const time = (name: string, label: string, of: (alarm: Alarm) => string | null) => ({
    name,
    type: FieldType.time,
    values: alarms.map((alarm) => {
      const at = of(alarm);
      return at === null ? null : instant(at);
    }),
    config: { displayNameFromDS: label },
  });
  return createDataFrame({
    refId,
    name: 'alarms',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      time('at', 'Raised', ({ at }) => at),
      text('service', ({ service }) => service, { displayNameFromDS: 'Service', links: [OPEN_SERVICE_OF_ROW] }),
      text('sentence', ({ sentence }) => sentence, {
        displayNameFromDS: 'What is unusual',
        links: [OPEN_ALARM_OF_ROW],
      }),
      text('detector', ({ detector }) => DETECTOR_NAMES[detector], { displayNameFromDS: 'Detector' }),
      text('mode', ({ mode }) => mode, { displayNameFromDS: 'Mode' }),
      {
        name: 'score',
        type: FieldType.number,
        values: alarms.map(({ score }) => score),
        config: { displayNameFromDS: 'Score', decimals: 1 },
      },
      text('verdict', ({ verdict }) => verdict?.is ?? '', { displayNameFromDS: 'Verdict' }),
      time('startedAt', 'Thought to begin', ({ startedAt }) => startedAt),
      time('endedAt', 'Ended', ({ endedAt }) => endedAt),
      {
        name: 'incident',
        type: FieldType.number,
        values: alarms.map(({ incident }) => incident?.number ?? null),
        config: { displayNameFromDS: 'Incident', unit: 'prefix:INC-', decimals: 0 },
      },
      text('id', ({ id }) => id, { displayNameFromDS: 'Id' }),
    ],
  });
}

/** A region from when it is thought to have begun to its end, or to now while it stands. Grafana shows text as HTML. */
export function alarmAnnotations(alarms: Alarm[], context: FrameContext): DataFrame {
  const escaped = (of: (alarm: Alarm) => string) => alarms.map((alarm) => textUtil.escapeHtml(of(alarm)));
  return createDataFrame({
    refId: context.refId,
    name: 'alarm-annotations',
    fields: [
      { name: 'time', type: FieldType.time, values: alarms.map(({ startedAt }) => instant(startedAt)), config: {} },
      {
        name: 'timeEnd',
        type: FieldType.time,
        values: alarms.map(({ endedAt }) => (endedAt === null ? Math.min(context.now, context.to) : instant(endedAt))),
        config: {},
      },
      {
        name: 'title',
        type: FieldType.string,
        values: escaped(({ service, detector }) => `${service}: ${DETECTOR_NAMES[detector]}`),
        config: {},
      },
      { name: 'text', type: FieldType.string, values: escaped(({ sentence }) => sentence), config: {} },
      {
        name: 'tags',
        type: FieldType.other,
        values: alarms.map(({ detector, mode, service }) => [detector, mode, service]),
        config: {},
      },
      { name: 'id', type: FieldType.string, values: alarms.map(({ id }) => id), config: {} },
    ],
  });
}

/** The stock time series panel fills between two fields when the upper one names the lower one. */
export function bandFrames(series: BandSeries[], { refId, stepSeconds }: { refId: string; stepSeconds: number }) {
  return series.map((one) => {
    const name = `${one.service} ${signalName(one)}`;
    const low = `${name}: least usual`;
    const unit = bandUnit(one.unit);
    // An edge is seen as the end of what is shaded; in the legend it would only be in the way.
    const hideFrom = { legend: true, tooltip: false, viz: false };
    const edge = { unit, custom: { lineWidth: 0, fillOpacity: 0, showPoints: 'never', hideFrom } };
    const labels = { service: one.service, signal: one.signal };
    const field = (field: string, values: Array<number | null>, config: FieldConfig) => ({
      name: field,
      type: FieldType.number,
      labels,
      values,
      config,
    });
    return createDataFrame({
      refId,
      name,
      fields: [
        { name: 'time', type: FieldType.time, values: one.at, config: { interval: stepSeconds * 1000 } },
        field('value', one.value, { displayNameFromDS: name, unit, links: [ASK_ABOUT_POINT] }),
        field('low', one.low, { ...edge, displayNameFromDS: low }),
        field('high', one.high, {
          ...edge,
          displayNameFromDS: `${name}: most usual`,
          custom: { ...edge.custom, fillBelowTo: low, fillOpacity: 15 },
        }),
        field('usual', one.usual, {
          displayNameFromDS: `${name}: usual`,
          unit,
          custom: { lineStyle: { fill: 'dash', dash: [4, 4] }, showPoints: 'never' },
        }),
      ],
    });
  });
}
