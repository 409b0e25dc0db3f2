import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { IncidentMemoryDataSource } from './IncidentMemoryDataSource';

export const plugin = new DataSourcePlugin(IncidentMemoryDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
