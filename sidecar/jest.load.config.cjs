/** What measures or kills: one file after the other, so that nothing else is measured along with it. */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/{load,chaos}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
