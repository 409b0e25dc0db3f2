/** What measures: one file after the other, so that nothing else is measured along with it. */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/load/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
