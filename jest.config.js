// The same hours on every machine: times on the screen are compared as text.
process.env.TZ = 'UTC';

const path = require('path');
const base = require('./.config/jest.config');

module.exports = {
  ...base,
  roots: ['<rootDir>/src'],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    // Its package points to an .mjs file, which jest does not transform.
    '^d3-color$': path.join(__dirname, 'node_modules/d3-color/dist/d3-color.js'),
    // What Grafana hands to a plugin that asks for react-router.
    '^react-router$': require.resolve('react-router-dom-v5-compat', { paths: [require.resolve('@grafana/ui')] }),
  },
};
