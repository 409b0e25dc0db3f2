import { formattedValueToString, getDisplayProcessor, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import type { BodyProps } from '../body-props.ts';
import { layOutGraph } from './lay-out-graph.ts';
import { NoData } from './NoData.tsx';

const RADIUS = 22;
const LETTERS = 12;

/** Reads the two frames as the stock node graph does, and draws them without its forces. */
export function NodeGraphStandIn({ data, width, height, panel }: BodyProps) {
  const theme = useTheme2();
  const nodes = data.series.find(({ name }) => name === 'nodes');
  const edges = data.series.find(({ name }) => name === 'edges');
  if (nodes === undefined || nodes.length === 0) {
    return <NoData />;
  }
  const ids = texts(nodes, 'id');
  const [sources, targets] = [texts(edges, 'source'), texts(edges, 'target')];
  const places = layOutGraph(
    ids,
    sources.map((source, row) => ({ source, target: targets[row] ?? '' }))
  );
  const at = (id: string | undefined) => {
    const place = places.get(id ?? '') ?? { x: 0, y: 0 };
    return { x: place.x * width, y: place.y * (height - RADIUS * 2) + RADIUS };
  };
  const [requests, calls] = [shown(nodes, 'mainstat', theme), shown(edges, 'mainstat', theme)];
  const failed = values(nodes, 'arc__failed');
  const [colors, dashes, thickness] = [
    texts(edges, 'color'),
    texts(edges, 'strokeDasharray'),
    values(edges, 'thickness'),
  ];
  return (
    <svg data-testid={`stand-in ${panel.type}`} width={width} height={height} role="img" aria-label="Graph">
      {sources.map((source, row) => {
        const [from, to] = [at(source), at(targets[row])];
        return (
          <g key={texts(edges, 'id')[row]} data-edge={`${source} → ${targets[row]}`}>
            <line
              x1={from.x}
              y1={from.y}
              x2={to.x}
              y2={to.y}
              stroke={theme.visualization.getColorByName(colors[row] ?? 'gray')}
              strokeWidth={Number(thickness[row] ?? 1)}
              strokeDasharray={dashes[row]}
            />
            <text
              x={(from.x + to.x) / 2}
              y={(from.y + to.y) / 2}
              fill={theme.colors.text.secondary}
              fontSize={LETTERS}
              textAnchor="middle"
            >
              {calls(row)}
            </text>
          </g>
        );
      })}
      {ids.map((id, row) => (
        <g key={id} data-node={id} transform={`translate(${at(id).x} ${at(id).y})`}>
          <circle
            r={RADIUS}
            fill={theme.colors.background.primary}
            stroke={theme.visualization.getColorByName(Number(failed[row] ?? 0) > 0 ? 'red' : 'green')}
            strokeWidth={3}
          />
          <text y={4} textAnchor="middle" fontSize={LETTERS} fill={theme.colors.text.primary}>
            {requests(row)}
          </text>
          <text y={RADIUS + LETTERS + 2} textAnchor="middle" fontSize={LETTERS} fill={theme.colors.text.primary}>
            {texts(nodes, 'title')[row]}
          </text>
        </g>
      ))}
    </svg>
  );
}

function values(frame: DataFrame | undefined, name: string): unknown[] {
  return frame?.fields.find((field) => field.name === name)?.values ?? [];
}

function texts(frame: DataFrame | undefined, name: string): string[] {
  return values(frame, name).map(String);
}

function shown(frame: DataFrame | undefined, name: string, theme: GrafanaTheme2): (row: number) => string {
  const field = frame?.fields.find((one) => one.name === name);
  if (field === undefined) {
    return () => '';
  }
  const display = getDisplayProcessor({ field, theme });
  return (row) => formattedValueToString(display(field.values[row]));
}
