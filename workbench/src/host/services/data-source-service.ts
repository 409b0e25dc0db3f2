import type { DataSourceApi, DataSourceInstanceSettings, DataSourceRef } from '@grafana/data';
import { config, getTemplateSrv, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import { loadDataSource } from '../plugin-loader.ts';

/** The provisioned data sources; each is made once, from its plugin's real module. */
export class WorkbenchDataSources implements DataSourceSrv {
  private readonly instances = new Map<string, Promise<DataSourceApi>>();

  async get(ref?: DataSourceRef | string | null): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref);
    if (settings === undefined) {
      throw new Error(`Data source ${typeof ref === 'string' ? ref : JSON.stringify(ref)} was not found`);
    }
    const instance = this.instances.get(settings.uid) ?? make(settings);
    this.instances.set(settings.uid, instance);
    return instance;
  }

  getInstanceSettings(ref?: DataSourceRef | string | null): DataSourceInstanceSettings | undefined {
    const wanted = typeof ref === 'object' ? ref?.uid : ref;
    const all = Object.values(config.datasources);
    if (wanted === undefined || wanted === 'default') {
      return all.find((one) => one.isDefault) ?? all[0];
    }
    const name = getTemplateSrv().replace(wanted);
    return all.find((one) => one.uid === name || one.name === name);
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const { type, pluginId, filter } = filters;
    return Object.values(config.datasources).filter(
      (one) =>
        (type === undefined || [type].flat().includes(one.type)) &&
        (pluginId === undefined || one.type === pluginId) &&
        (filter === undefined || filter(one))
    );
  }

  reload(): void {}

  registerRuntimeDataSource(): void {
    throw new Error('The workbench has no runtime data sources');
  }
}

async function make(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const { meta } = settings as { meta?: DataSourceInstanceSettings['meta'] };
  if (meta === undefined) {
    throw new Error(`The workbench has no data source plugin of type ${settings.type}`);
  }
  const plugin = await loadDataSource(meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components;
  return instance;
}
