// The tests in parts, one after the other. `npm test` runs the first three, `npm run test:slow` the others.
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** ES modules that jest would have to import: they are compiled as our own sources are. */
const compiledPackages = '(p-queue|p-timeout|request-filtering-agent)'

const shared = {
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/build/'],
  transformIgnorePatterns: [`/node_modules/(?!${compiledPackages}/)`],
  transform: {
    [`(\\.ts|/${compiledPackages}/.+\\.js)$`]: [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
}

const browserTests = '\\.browser\\.test\\.ts$'
const slowTests = '\\.slow\\.test\\.ts$'
const browserOnly = ['<rootDir>/test/browser/', browserTests]

/** They share a Chromium and an `npm start`. */
const inBrowser = {
  globalSetup: '<rootDir>/test/browser/setup.ts',
  globalTeardown: '<rootDir>/test/browser/teardown.ts',
}

/** In the order in which they run. */
const projects = [
  {
    // first, as it waits most of the time
    displayName: 'journeys',
    testMatch: ['<rootDir>/test/devices/journeys/*.browser.test.ts'],
    ...inBrowser,
  },
  {
    displayName: 'unit',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['<rootDir>/test/tools/', '<rootDir>/test/engines/', slowTests, ...browserOnly],
  },
  {
    displayName: 'tools',
    testMatch: ['<rootDir>/test/tools/**/*.test.ts'],
    testPathIgnorePatterns: [slowTests, browserTests],
  },
  {
    // many seconds each: servers that are ill-treated, whole builds, random faults
    displayName: 'slow',
    testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
  },
  {
    displayName: 'browser',
    testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/test/**/*.browser.test.ts'],
    testPathIgnorePatterns: ['<rootDir>/test/devices/journeys/'],
    ...inBrowser,
  },
  {
    displayName: 'engines',
    testMatch: ['<rootDir>/test/engines/**/*.test.ts'],
  },
]

/** How sources are found and compiled: `npm run mutation` brings its own tests. */
export const compilation = shared

export const projectNames = projects.map(({ displayName }) => displayName)

export default {
  rootDir: root,
  // twice the cores that CI has: half of the suites wait for a server or a page most of the time
  maxWorkers: 4,
  // against what hangs: no test asserts a time, and a busy machine may take minutes
  testTimeout: 600_000,
  testSequencer: '<rootDir>/tools/jest-sequencer.mjs',
  projects: projects.map((project) => ({ rootDir: root, ...shared, ...project })),
}
