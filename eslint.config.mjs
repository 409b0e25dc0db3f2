import { defineConfig } from 'eslint/config';
import tsPlugin from '@typescript-eslint/eslint-plugin';
import tsParser from '@typescript-eslint/parser';
import grafanaConfig from './.config/eslint.config.mjs';

/** What holds wherever we write TypeScript. */
const houseRules = {
  'no-console': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  'max-lines': ['error', 400],
  'max-params': ['error', 3],
};

function rulesOfReactOff() {
  const names = grafanaConfig.flatMap(({ rules = {} }) => Object.keys(rules));
  return Object.fromEntries(names.filter((name) => /^react(-hooks)?\//.test(name)).map((name) => [name, 'off']));
}

export default defineConfig([
  {
    ignores: ['**/node_modules/', '**/dist/', '**/coverage/', '**/.cache/', '.config/', 'artifacts/', 'data/'],
  },
  ...grafanaConfig,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      ...houseRules,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['sidecar/**/*.ts', 'packages/**/*.ts', 'workbench/**/*.{ts,tsx}', 'tests/**/*.ts'],
    plugins: { '@typescript-eslint': tsPlugin },
    languageOptions: { parser: tsParser },
    rules: {
      ...houseRules,
      // A schema and its type share a name; the compiler tells real mistakes.
      'no-redeclare': 'off',
      '@typescript-eslint/array-type': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['sidecar/**/*.ts', 'packages/**/*.ts'],
    languageOptions: { parserOptions: { project: ['sidecar/tsconfig.json', 'packages/contract/tsconfig.json'] } },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    // What has no React in it is not asked about React, which would be a fifth of the time.
    files: ['sidecar/**/*.ts', 'packages/**/*.ts', 'workbench/src/server/**/*.ts', 'tests/**/*.ts'],
    rules: rulesOfReactOff(),
  },
  {
    // The host's side of the contract: the new JSX transform, and the libraries that plugins are given.
    files: ['workbench/**/*.{ts,tsx}'],
    rules: { 'react/react-in-jsx-scope': 'off', 'no-restricted-imports': 'off' },
  },
  {
    // Rows of a table of cases come as arguments.
    files: ['**/*.test.ts', '**/*.test.tsx', 'sidecar/test/**/*.ts'],
    rules: { 'max-params': 'off' },
  },
  {
    // One place speaks to the outside: it knows the allowed origins.
    files: ['sidecar/src/**/*.ts'],
    ignores: ['sidecar/src/platform/outbound/outbound-http.ts', '**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', 'fetch', 'WebSocket'] },
  },
]);
