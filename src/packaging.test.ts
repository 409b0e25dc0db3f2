import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { problemsOfPlugin } from '../scripts/packaging/plugin-contents';
import { readZip, writeZip } from '../scripts/packaging/zip-archive';

const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('the archive', () => {
  const names = fc
    .array(fc.stringMatching(/^[a-zé0-9_-]{1,12}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));
  const trees = fc.dictionary(names, fc.uint8Array({ maxLength: 2000 }), { maxKeys: 12 });

  it('gives back what was put in, in any order the same bytes', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const files = new Map(Object.entries(tree).map(([name, content]) => [name, Buffer.from(content)]));
        const archive = writeZip(files);
        expect([...readZip(archive)].sort()).toEqual([...files].sort());
        expect(writeZip(new Map([...files].reverse())).equals(archive)).toBe(true);
      }),
      { numRuns: 50 }
    );
  });

  it('is damaged noticeably', () => {
    const archive = writeZip(new Map([['a.txt', bytes('something that is worth packing')]]));
    archive.writeUInt8(archive.readUInt8(40) ^ 0xff, 40);
    expect(() => readZip(archive)).toThrow();
  });

  it('is read by another program than ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'incident-memory-zip-'));
    try {
      const file = join(folder, 'a.zip');
      writeFileSync(
        file,
        writeZip(
          new Map([
            ['app/é.txt', bytes('so')],
            ['app/module.js', bytes('x'.repeat(5000))],
          ])
        )
      );
      const script =
        'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("|".join(z.namelist()))';
      const listed = execFileSync('python3', ['-X', 'utf8', '-c', script, file], { encoding: 'utf8' });
      expect(listed.trim()).toBe('app/module.js|app/é.txt');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what is checked before packing', () => {
  const info = {
    version: '1.0.0',
    updated: '2026-11-21',
    description: 'd',
    keywords: [],
    author: { name: 'a' },
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
  };
  const describePlugin = (more: object) => bytes(JSON.stringify({ info, ...more }));

  function plugin(changes: Record<string, Buffer | null> = {}): Map<string, Buffer> {
    const files: Record<string, Buffer | null> = {
      'plugin.json': describePlugin({ type: 'app', includes: [{ type: 'panel', path: 'panels/one/plugin.json' }] }),
      'module.js': bytes('define()'),
      'img/logo.svg': bytes('<svg/>'),
      LICENSE: bytes('Apache'),
      'README.md': bytes('# Readme'),
      'CHANGELOG.md': bytes('# Changelog'),
      'panels/one/plugin.json': describePlugin({ type: 'panel' }),
      'panels/one/module.js': bytes('define()'),
      'panels/one/img/logo.svg': bytes('<svg/>'),
      ...changes,
    };
    return new Map(Object.entries(files).filter((entry): entry is [string, Buffer] => entry[1] !== null));
  }

  it('finds nothing wrong with a whole plugin', () => {
    expect(problemsOfPlugin(plugin(), '1.0.0')).toEqual([]);
  });

  it.each<[string, Record<string, Buffer | null>, string]>([
    ['a missing licence', { LICENSE: null }, 'LICENSE is missing or empty'],
    ['an empty readme', { 'README.md': bytes('') }, 'README.md is missing or empty'],
    [
      'a nested logo that was not copied',
      { 'panels/one/img/logo.svg': null },
      'panels/one/plugin.json shows img/logo.svg, which is not there',
    ],
    [
      'a nested plugin without code',
      { 'panels/one/module.js': null },
      'panels/one/plugin.json has no module.js beside it',
    ],
    [
      'an include that is not there',
      { 'panels/one/plugin.json': null },
      'plugin.json includes panels/one/plugin.json, which is not there',
    ],
    [
      'an include of another type',
      { 'panels/one/plugin.json': describePlugin({ type: 'datasource' }) },
      'panels/one/plugin.json is a datasource, included as panel',
    ],
    [
      'a nested plugin that nobody includes',
      {
        'two/plugin.json': describePlugin({ type: 'panel' }),
        'two/module.js': bytes('x'),
        'two/img/logo.svg': bytes('x'),
      },
      'two/plugin.json is not in the includes of plugin.json',
    ],
    ['a placeholder', { 'README.md': bytes('%VERSION%') }, 'README.md has a placeholder that the build did not fill'],
    ['a source file', { 'shared/a.ts': bytes('x') }, 'shared/a.ts does not belong into a plugin'],
    [
      'a split nested module',
      { 'panels/one/module.js': bytes('r.e(12).then()') },
      'panels/one/module.js loads further chunks, which Grafana would look for under the nested id',
    ],
  ])('finds %s', (_what, changes, problem) => {
    expect(problemsOfPlugin(plugin(changes), '1.0.0')).toContain(problem);
  });

  it('finds a version that is not the repository’s', () => {
    expect(problemsOfPlugin(plugin(), '1.0.1')).toContain('plugin.json says version 1.0.0, package.json 1.0.1');
  });
});
