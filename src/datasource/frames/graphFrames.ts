import { createDataFrame, type DataFrame, type Field, FieldColorModeId, FieldType } from '@grafana/data';
import { type ServiceGraph } from '@incident-memory/contract';
import { OPEN_SERVICE_OF_ROW } from './links';

/** Thickest line for the most calls, in pixels of the node graph. */
const THICKEST = 6;

/**
 * Two frames as the stock node graph and our own panel read them: `nodes` and `edges`. The ring around a service shows
 * the share of its requests that failed; a dashed edge is concluded from trace ids in lines, not seen in spans.
 */
export function graphFrames({ nodes, edges, from, to, hiddenNodes }: ServiceGraph, refId: string): DataFrame[] {
  const seconds = Math.max(1, (Date.parse(to) - Date.parse(from)) / 1000);
  const shares = nodes.map(({ requests, errors }) => (requests === 0 ? 0 : errors / requests));
  const notices =
    hiddenNodes === 0
      ? undefined
      : [{ severity: 'warning' as const, text: `${hiddenNodes} less called services are not shown. Raise the limit.` }];
  const most = Math.max(1, ...edges.map(({ calls }) => calls));
  return [
    createDataFrame({
      refId,
      name: 'nodes',
      meta: { preferredVisualisationType: 'nodeGraph', notices },
      fields: [
        text(
          'id',
          nodes.map(({ service }) => service),
          { links: [OPEN_SERVICE_OF_ROW] }
        ),
        text(
          'title',
          nodes.map(({ service }) => service),
          { displayNameFromDS: 'Service' }
        ),
        text(
          'subtitle',
          nodes.map(({ speaks }) => (speaks ? 'service' : 'only called')),
          { displayNameFromDS: 'What it is' }
        ),
        number(
          'mainstat',
          nodes.map(({ requests }) => requests / seconds),
          { displayNameFromDS: 'Requests', unit: 'reqps' }
        ),
        number(
          'secondarystat',
          nodes.map(({ p95 }) => p95),
          { displayNameFromDS: '95 % within', unit: 'ms' }
        ),
        arc('arc__failed', shares, { name: 'Failed', color: 'red' }),
        arc(
          'arc__fine',
          shares.map((share) => 1 - share),
          { name: 'Fine', color: 'green' }
        ),
        number(
          'detail__failed',
          nodes.map(({ errors }) => errors),
          { displayNameFromDS: 'Failed requests' }
        ),
        number(
          'detail__errorlines',
          nodes.map(({ errorLines }) => errorLines),
          { displayNameFromDS: 'Error lines' }
        ),
      ],
    }),
    createDataFrame({
      refId,
      name: 'edges',
      meta: { preferredVisualisationType: 'nodeGraph' },
      fields: [
        text(
          'id',
          edges.map(({ caller, callee, origin }) => `${caller} → ${callee} (${origin})`)
        ),
        text(
          'source',
          edges.map(({ caller }) => caller)
        ),
        text(
          'target',
          edges.map(({ callee }) => callee)
        ),
        number(
          'mainstat',
          edges.map(({ calls }) => calls / seconds),
          { displayNameFromDS: 'Calls', unit: 'reqps' }
        ),
        number(
          'secondarystat',
          edges.map(({ p95 }) => p95),
          { displayNameFromDS: '95 % within', unit: 'ms' }
        ),
        number(
          'detail__failed',
          edges.map(({ errors }) => errors),
          { displayNameFromDS: 'Failed calls' }
        ),
        text(
          'detail__origin',
          edges.map(({ origin }) => (origin === 'spans' ? 'seen in spans' : 'concluded from trace ids in lines')),
          { displayNameFromDS: 'Known from' }
        ),
        number(
          'thickness',
          edges.map(({ calls }) => 1 + (THICKEST - 1) * Math.sqrt(calls / most))
        ),
        text(
          'color',
          edges.map(({ errors }) => (errors > 0 ? 'red' : 'gray'))
        ),
        text(
          'strokeDasharray',
          edges.map(({ origin }) => (origin === 'logs' ? '6 4' : ''))
        ),
      ],
    }),
  ];
}

function text(name: string, values: string[], config: Field['config'] = {}) {
  return { name, type: FieldType.string, values, config };
}

function number(name: string, values: Array<number | null>, config: Field['config'] = {}) {
  return { name, type: FieldType.number, values, config };
}

function arc(field: string, values: number[], { name, color }: { name: string; color: string }) {
  return number(field, values, {
    displayNameFromDS: name,
    color: { mode: FieldColorModeId.Fixed, fixedColor: color },
  });
}
