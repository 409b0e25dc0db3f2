/** Unit tests lie beside their files, everything that needs a running part under test/; jest.load.config.cjs has the rest. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/load/'],
  // Much of it waits for processes and servers: two workers would leave part of a small machine idle.
  maxWorkers: 3,
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Packages that come as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(cockatiel|cookie|croner)/)'],
};
