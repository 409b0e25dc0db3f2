import { identityOverrideProcessor } from '@grafana/data';
import type { FieldConfigPropertyItem } from '@grafana/data';

/** Field options that every panel has; the registry is needed to apply a dashboard's overrides, not to edit them. */
const NAMES = [
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
] as const;

export const STANDARD_FIELD_OPTIONS: FieldConfigPropertyItem[] = NAMES.map((name) => ({
  id: name,
  path: name,
  name,
  description: '',
  settings: {},
  editor: () => null,
  override: () => null,
  process: identityOverrideProcessor,
  shouldApply: () => true,
}));
