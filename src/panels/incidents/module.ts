import { PanelPlugin } from '@grafana/data';
import { ActiveIncidentsPanel } from './ActiveIncidentsPanel';
import { DEFAULT_OPTIONS, migrateOptions, MOST_ROWS, type PanelOptions } from './options';
import { ServicesOption } from './ServicesOption';

export const plugin = new PanelPlugin<PanelOptions>(ActiveIncidentsPanel)
  .setMigrationHandler((panel) => migrateOptions(panel.options))
  .setNoPadding()
  .setPanelOptions((builder) =>
    builder
      .addCustomEditor({
        id: 'services',
        path: 'services',
        name: 'Services',
        description: 'Names or dashboard variables. None means all.',
        defaultValue: DEFAULT_OPTIONS.services,
        editor: ServicesOption,
      })
      .addRadio({
        path: 'show',
        name: 'Show',
        defaultValue: DEFAULT_OPTIONS.show,
        settings: {
          options: [
            { value: 'active', label: 'Active', description: 'Open, and those that wait to be confirmed' },
            { value: 'all', label: 'All', description: 'Also what was resolved, dismissed or merged' },
          ],
        },
      })
      .addBooleanSwitch({ path: 'impact', name: 'Impact line', defaultValue: DEFAULT_OPTIONS.impact })
      .addNumberInput({
        path: 'limit',
        name: 'Most rows',
        defaultValue: DEFAULT_OPTIONS.limit,
        settings: { min: 1, max: MOST_ROWS, integer: true },
      })
  );
