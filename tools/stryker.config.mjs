// `npm run mutation -- --mutate "miniprogram/core/answer/**/*.ts"`: which changes to the code no test notices.
import { readFileSync } from 'node:fs'

const { jest } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

export default {
  mutate: ['miniprogram/core/**/*.ts'],
  testRunner: 'jest',
  jest: {
    // no coverage reporters and workers of jest's own; the tests of core are all that core's mutants need
    config: { ...jest, testMatch: ['<rootDir>/test/core/**/*.test.ts'] },
    enableFindRelatedTests: true,
  },
  // skips the tests that do not reach a mutant
  coverageAnalysis: 'perTest',
  // suites read streams while they are collected, too; a mutant is left to the tests that reach it
  ignoreStatic: true,
  concurrency: 1,
  incremental: true,
  incrementalFile: 'build/mutation/incremental.json',
  tempDirName: 'build/mutation/sandbox',
  ignorePatterns: ['build', 'coverage', 'docs', 'tools', 'cloudfunctions', 'miniprogram/miniprogram_npm'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: 'build/mutation/report.html' },
  jsonReporter: { fileName: 'build/mutation/report.json' },
  thresholds: { high: 95, low: 90, break: 85 },
  timeoutMS: 20_000,
}
