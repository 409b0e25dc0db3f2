import { createDataFrame, type DataFrame, type Field, FieldColorModeId, FieldType } from '@grafana/data';
import { type ServiceGraph } from '@incident-memory/contract';
import { OPEN_SERVICE_OF_ROW } from './links';

const SOME_FAIL = 0.01;
const MANY_FAIL = 0.05;
/** Thickest line for the most calls, in pixels of the node graph. */
const THICKEST = 6;

/**
 * Two frames as the stock node graph and our own panel read them: `nodes` and `edges`. The stock one takes names from
 * `displayName` alone. The ring around a service shows
 * the share of its requests that failed; an edge is orange from one call in a hundred that failed, red from five; a dashed edge is concluded from trace ids in lines, not seen in spans.
 */
export function graphFrames(graph: ServiceGraph, refId: string): DataFrame[] {
  const { edges, from, to, hiddenNodes } = graph;
  const nodes = connected(graph);
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
          { displayName: 'Service' }
        ),
        text(
          'subtitle',
          nodes.map(({ speaks }) => (speaks ? 'service' : 'only called')),
          { displayName: 'What it is' }
        ),
        number(
          'mainstat',
          nodes.map(({ requests }) => requests / seconds),
          { displayName: 'Requests', unit: 'reqps' }
        ),
        number(
          'secondarystat',
          nodes.map(({ p95 }) => p95),
          { displayName: '95 % within', unit: 'ms' }
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
          { displayName: 'Failed requests' }
        ),
        number(
          'detail__errorlines',
          nodes.map(({ errorLines }) => errorLines),
          { displayName: 'Error lines' }
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
          { displayName: 'Calls', unit: 'reqps' }
        ),
        number(
          'secondarystat',
          edges.map(({ p95 }) => p95),
          { displayName: '95 % within', unit: 'ms' }
        ),
        number(
          'detail__failed',
          edges.map(({ errors }) => errors),
          { displayName: 'Failed calls' }
        ),
        text(
          'detail__origin',
          edges.map(({ origin }) => (origin === 'spans' ? 'seen in spans' : 'concluded from trace ids in lines')),
          { displayName: 'Known from' }
        ),
        number(
          'thickness',
          edges.map(({ calls }) => 1 + (THICKEST - 1) * Math.sqrt(calls / most))
        ),
        text('color', edges.map(edgeColor)),
        text(
          'strokeDasharray',
          edges.map(({ origin }) => (origin === 'logs' ? '6 4' : ''))
        ),
      ],
    }),
  ];
}

/** Services that neither call nor are called would lie over the others; alone they are better than nothing. */
function connected({ nodes, edges }: ServiceGraph): ServiceGraph['nodes'] {
  const called = new Set(edges.flatMap(({ caller, callee }) => [caller, callee]));
  return called.size === 0 ? nodes : nodes.filter(({ service }) => called.has(service));
}

/** A failure now and then is usual; colour is for what stands out. */
function edgeColor({ calls, errors }: ServiceGraph['edges'][number]): string {
  const share = calls === 0 ? 0 : errors / calls;
  if (share >= MANY_FAIL) {
    return 'red';
  }
  return share >= SOME_FAIL ? 'orange' : 'gray';
}

function text(name: string, values: string[], config: Field['config'] = {}) {
  return { name, type: FieldType.string, values, config };
}

function number(name: string, values: Array<number | null>, config: Field['config'] = {}) {
  return { name, type: FieldType.number, values, config };
}

function arc(field: string, values: number[], { name, color }: { name: string; color: string }) {
  return number(field, values, {
    displayName: name,
    color: { mode: FieldColorModeId.Fixed, fixedColor: color },
  });
}
