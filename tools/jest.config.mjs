// The tests in four parts, one after the other: plain code, servers and commands, Chromium, and the engines of iPhones.
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

const browserTests = ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/test/**/*.browser.test.ts']
const inBrowser = ['<rootDir>/test/browser/', '\\.browser\\.test\\.ts$']

/** In the order in which they run. */
const projects = [
  {
    displayName: 'unit',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['<rootDir>/test/tools/', '<rootDir>/test/engines/', ...inBrowser],
  },
  {
    displayName: 'tools',
    testMatch: ['<rootDir>/test/tools/**/*.test.ts'],
    testPathIgnorePatterns: inBrowser,
  },
  {
    displayName: 'browser',
    testMatch: browserTests,
    globalSetup: '<rootDir>/test/browser/setup.ts',
    globalTeardown: '<rootDir>/test/browser/teardown.ts',
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
