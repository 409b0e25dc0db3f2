import { getFieldDisplayValues, type ReduceDataOptions } from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, useTheme2 } from '@grafana/ui';
import { templates } from '../../services/start-services.ts';
import type { BodyProps } from '../body-props.ts';
import { NoData } from './NoData.tsx';

export function StatStandIn({ panel, data, width, height }: BodyProps) {
  const theme = useTheme2();
  const values = getFieldDisplayValues({
    data: data.series,
    fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
    reduceOptions: (panel.options?.['reduceOptions'] as ReduceDataOptions | undefined) ?? { calcs: ['lastNotNull'] },
    replaceVariables: (text, scoped, format) => templates.replace(text, scoped, format),
    theme,
    timeZone: 'browser',
  });
  if (values.length === 0) {
    return <NoData />;
  }
  return (
    <div data-testid={`stand-in ${panel.type}`} style={{ display: 'flex' }}>
      {values.map(({ display }, index) => (
        <BigValue
          key={index}
          value={display}
          width={Math.floor(width / values.length)}
          height={height}
          theme={theme}
          colorMode={BigValueColorMode.Value}
          graphMode={BigValueGraphMode.None}
        />
      ))}
    </div>
  );
}
