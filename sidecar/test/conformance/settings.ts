import type { Conformance } from './conformance.ts';
import { HOSTILE_STRINGS } from './examples.ts';

export function settingsConform({ stores, freshScope }: Conformance): void {
  describe('settings', () => {
    test('are read back as last written, and null where nothing was', async () => {
      const scope = freshScope();
      const { settings } = stores();
      expect(await settings.read(scope, 'polled-until')).toBeNull();
      for (const value of [1, 'text', false, null, { deep: [{ list: [1, 2.5, ''] }] }, [], '']) {
        await settings.write(scope, 'polled-until', value);
        expect(await settings.read(scope, 'polled-until')).toEqual(value);
      }
    });

    test('are copies: what was written or read can be changed without changing the store', async () => {
      const scope = freshScope();
      const value = { list: [1] };
      await stores().settings.write(scope, 'key', value);
      value.list.push(2);
      const read = (await stores().settings.read(scope, 'key')) as { list: number[] };
      expect(read).toEqual({ list: [1] });
      read.list.push(3);
      expect(await stores().settings.read(scope, 'key')).toEqual({ list: [1] });
    });

    test('keep every string as it is, and organisations apart', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      for (const hostile of HOSTILE_STRINGS) {
        await stores().settings.write(ours, hostile, { value: hostile });
        expect(await stores().settings.read(ours, hostile)).toEqual({ value: hostile });
        expect(await stores().settings.read(theirs, hostile)).toBeNull();
        await stores().settings.write(theirs, hostile, 'theirs');
        expect(await stores().settings.read(ours, hostile)).toEqual({ value: hostile });
      }
    });
  });
}
