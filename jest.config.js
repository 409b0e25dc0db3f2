// The same hours on every machine: times on the screen are compared as text.
process.env.TZ = 'UTC';

const path = require('path');
const base = require('./.config/jest.config');

module.exports = {
  ...base,
  roots: ['<rootDir>/src'],
  setupFilesAfterEnv: [...base.setupFilesAfterEnv, '<rootDir>/src/testing/setup.ts'],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    // Its package points to an .mjs file, which jest does not transform.
    '^d3-color$': path.join(__dirname, 'node_modules/d3-color/dist/d3-color.js'),
  },
};
