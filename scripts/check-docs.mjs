/**
 * Parts of the documentation are made from the code: the error catalogue, the settings, the routes and the life
 * cycle. Without arguments fails where a page has fallen behind; `--write` brings it up to date.
 * A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { ERRORS, ROUTES } from '../packages/contract/src/index.ts';
import { LIFE_CYCLE } from '../sidecar/src/domain/incidents/life-cycle.ts';
import { settingLeaves, unitOf, valueAt } from '../sidecar/src/platform/configuration/settings-of.ts';
import { ConfigurationSchema } from '../sidecar/src/platform/configuration/schema.ts';
import { ROOT } from './prepare.mjs';

const cell = (text) => String(text).replace(/\|/g, '\\|');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const GENERATED = {
  errors: () =>
    table(
      ['Code', 'Status', 'Try again?', 'What happened and what it means', 'What to do'],
      Object.entries(ERRORS).map(([code, { status, retryable, message, action }]) => [
        `\`${code}\``,
        status,
        retryable ? 'yes' : 'no',
        message,
        action,
      ])
    ),
  settings: () => {
    const defaults = ConfigurationSchema.parse({ sharedKey: 'only-for-the-table' });
    return table(
      ['Key in the file', 'Environment', 'Default', 'Unit', 'Meaning'],
      settingLeaves().map(({ key, env, description, secret }) => [
        `\`${key}\``,
        `\`${env}\`${secret ? ` or \`${env}_FILE\`` : ''}`,
        key === 'sharedKey' ? 'none: must be set' : `\`${String(valueAt(defaults, key))}\``,
        unitOf(key) ?? '',
        description,
      ])
    );
  },
  routes: () =>
    table(
      ['Method', 'Path', 'Role', 'What'],
      Object.values(ROUTES).map(({ method, path: address, role, summary }) => [method, `\`${address}\``, role, summary])
    ),
  'life-cycle': () => {
    const events = [...new Set(Object.values(LIFE_CYCLE).flatMap((row) => Object.keys(row)))];
    return table(
      ['Event', ...Object.keys(LIFE_CYCLE)],
      events.map((event) => [event, ...Object.values(LIFE_CYCLE).map((row) => row[event] ?? '–')])
    );
  },
};

const PAGES = {
  'docs/errors.md': ['errors'],
  'docs/configuration.md': ['settings'],
  'docs/architecture.md': ['life-cycle', 'routes'],
};
const write = process.argv.includes('--write');
let behind = 0;

for (const [page, names] of Object.entries(PAGES)) {
  const file = path.join(ROOT, page);
  const standing = readFileSync(file, 'utf8');
  const options = await prettier.resolveConfig(file);
  const current = await prettier.format(
    names.reduce((text, name) => withPart(text, name, page), standing),
    { ...options, filepath: file }
  );
  if (current !== standing && write) {
    writeFileSync(file, current);
  } else if (current !== standing) {
    process.stderr.write(`${page} has fallen behind the code: run \`npm run docs\`\n`);
    behind += 1;
  }
}
process.exitCode = behind === 0 ? 0 : 1;

function withPart(text, name, page) {
  const begin = `<!-- generated: ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf('<!-- end -->', from);
  if (from === -1 || to === -1) {
    throw new Error(`${page} has no place for the generated part "${name}"`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${GENERATED[name]()}\n\n${text.slice(to)}`;
}
