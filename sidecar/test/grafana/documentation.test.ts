import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { GRAFANA_TYPES, LATENCY_FORMS, QUERY_SIGNALS } from '../../src/adapters/telemetry-grafana/grafana-query.ts';
import { GRAFANA_PRESETS } from '../../src/adapters/telemetry-grafana/presets/presets.ts';
import { ConfigurationSchema } from '../../src/platform/configuration/schema.ts';

function read(page: string): string {
  return readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8');
}

const SECTION = read('intake.md').split('## Asked, not sent')[1] ?? '';

describe('the documentation of what is asked', () => {
  it.each(GRAFANA_TYPES)('has every preset of %s, and no other', (type) => {
    const rows = SECTION.split('| type ')[1]?.split('A query of your own')[0]?.split('\n') ?? [];
    let current = '';
    const documented = rows.flatMap((row) => {
      const [, of = '', preset = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
      current = of === '' ? current : of;
      return current === type && preset !== '' ? [preset] : [];
    });
    expect(documented).toEqual(Object.keys(GRAFANA_PRESETS[type]));
  });

  it('has every signal and every form of latencies', () => {
    for (const name of [...QUERY_SIGNALS, ...LATENCY_FORMS]) {
      expect(SECTION).toContain(`\`${name}\``);
    }
  });

  it('shows settings that are taken', () => {
    const blocks = [...SECTION.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml ?? '') as object);
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      const grafana = (block as { grafana?: object[] }).grafana?.map((server) => ({
        ...server,
        token: 'x'.repeat(20),
      }));
      const settings = { sharedKey: 'y'.repeat(20), ...block, ...(grafana === undefined ? {} : { grafana }) };
      expect(ConfigurationSchema.safeParse(settings)).toMatchObject({ success: true });
    }
  });

  it('names presets that exist in its example', () => {
    const [, example = ''] = SECTION.split('grafana:\n');
    const presets = [...example.matchAll(/presets: \[([^\]]+)\]/g)].flatMap(([, names]) => (names ?? '').split(', '));
    const known = new Set(Object.values(GRAFANA_PRESETS).flatMap((of) => Object.keys(of)));
    expect(presets.filter((preset) => !known.has(preset))).toEqual([]);
    expect(presets.length).toBeGreaterThan(3);
  });
});
