import {
  identityOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
} from '@grafana/data';

const FIELD_OPTIONS = [
  'displayName',
  'unit',
  'min',
  'max',
  'decimals',
  'color',
  'noValue',
  'links',
  'mappings',
  'thresholds',
  'description',
  'filterable',
];
const EDITORS = [
  'boolean',
  'color',
  'dashboard-uid',
  'field-name',
  'multi-select',
  'number',
  'radio',
  'select',
  'slider',
  'strings',
  'text',
  'timezone',
  'unit',
];

const nothing = () => null;

/** Plugins declare their options against these registries. The workbench edits no panel, so the editors are empty. */
export function fillRegistries(): void {
  standardEditorsRegistry.setInit(() => EDITORS.map((id) => ({ id, name: id, editor: nothing })));
  standardFieldConfigEditorRegistry.setInit(() =>
    FIELD_OPTIONS.map((name) => ({
      id: name,
      path: name,
      name,
      description: '',
      settings: {},
      editor: nothing,
      override: nothing,
      process: identityOverrideProcessor,
      shouldApply: () => true,
    }))
  );
  standardTransformersRegistry.setInit(() =>
    Object.values(standardTransformers).map((transformation) => ({
      id: transformation.id,
      name: transformation.name,
      transformation,
      editor: nothing,
      imageDark: '',
      imageLight: '',
    }))
  );
}
