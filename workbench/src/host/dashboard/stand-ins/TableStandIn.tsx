import { Table } from '@grafana/ui';
import type { BodyProps } from '../body-props.ts';
import { NoData } from './NoData.tsx';

/** The frames of table, logs and state timeline, one below the other; or the one that the panel picks. */
export function TableStandIn({ data, width, height, panel }: BodyProps) {
  const frameIndex = panel.options?.['frameIndex'];
  const frames = data.series.filter((frame, index) => frame.length > 0 && index === (frameIndex ?? index));
  if (frames.length === 0) {
    return <NoData />;
  }
  const each = Math.floor(height / frames.length);
  return (
    <div data-testid={`stand-in ${panel.type}`}>
      {frames.map((frame, index) => (
        <Table key={index} data={frame} width={width} height={each} ariaLabel={frame.name} />
      ))}
    </div>
  );
}
