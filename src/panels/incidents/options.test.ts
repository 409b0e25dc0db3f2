import { DEFAULT_OPTIONS, isFromNewerPlugin, migrateOptions } from './options';

describe('saved options', () => {
  it('of the present version stay as they are', () => {
    const saved = { v: 1, services: ['$service'], show: 'all', impact: false, limit: 5 };
    expect(migrateOptions(saved)).toEqual(saved);
  });

  it.each([undefined, null, {}, 'x', { services: 'payment', limit: Number.NaN }])('%p become the defaults', (saved) => {
    expect(migrateOptions(saved)).toEqual(DEFAULT_OPTIONS);
  });

  it('are brought within bounds', () => {
    expect(migrateOptions({ limit: 1e9 }).limit).toBe(100);
    expect(migrateOptions({ limit: -1 }).limit).toBe(1);
  });

  it('of a newer plugin are kept untouched and known as such', () => {
    const saved = { v: 2, services: ['a'], show: 'mine', colour: 'loud' };
    expect(migrateOptions(saved)).toMatchObject(saved);
    expect(isFromNewerPlugin(migrateOptions(saved))).toBe(true);
    expect(isFromNewerPlugin(DEFAULT_OPTIONS)).toBe(false);
  });
});
