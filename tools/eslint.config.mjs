// Rules that the compiler cannot check: only app.ts, and one page for its own package, use `wx` and pass it on; miniprogram/ uses nothing that phones lack.
import { resolve } from 'node:path'
import js from '@eslint/js'
import wxmlParser from '@wxml/parser'
import wxml from 'eslint-plugin-wxml'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** DevTools and the simulator's browser have these globals and would hide the mistake. */
const missingOnPhones = [
  'AbortController',
  'Audio',
  'BigInt',
  'Blob',
  'File',
  'FileReader',
  'FormData',
  'Image',
  'Intl',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WeakRef',
  'WebSocket',
  'XMLHttpRequest',
  'atob',
  'btoa',
  'crypto',
  'document',
  'fetch',
  'globalThis',
  'indexedDB',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'requestAnimationFrame',
  'sessionStorage',
  'structuredClone',
  'window',
]

/** Syntax that tsc leaves unchanged. */
const missingSyntax = [
  {
    // iOS before 16.4 rejects the whole file: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Regular_expressions/Lookbehind_assertion
    selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]',
    message: 'iOS before 16.4 does not support lookbehind.',
  },
]

/** Reserved for the clock's adapter. */
const time = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date']

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/miniprogram_npm/', 'build/', 'coverage/', 'test/fixtures/'] },
  {
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ['**/*.{ts,js,cjs,mjs}'],
    extends: [js.configs.recommended],
    rules: { eqeqeq: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tools/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: resolve(import.meta.dirname, '..'),
      },
    },
    rules: {
      // tsc reports these better
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // objects here are closures, which do not use `this`
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Jest's matchers, such as expect.any, are typed any
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // a fake has the same type as the original
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // a cloud function is CommonJS
    files: ['test/cloudfunctions/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...missingOnPhones, ...time, 'wx'],
      'no-restricted-syntax': ['error', ...missingSyntax],
      // WeChat does not evaluate text as code
      'no-eval': 'error',
      'no-implied-eval': 'off',
      '@typescript-eslint/no-implied-eval': 'error',
    },
  },
  {
    files: ['miniprogram/app.ts', 'miniprogram/pages/transfer/transfer.ts'],
    rules: { 'no-restricted-globals': ['error', ...missingOnPhones, ...time] },
  },
  {
    files: ['miniprogram/platform/shell/clock.ts'],
    rules: { 'no-restricted-globals': ['error', ...missingOnPhones, 'wx'] },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.worklet.js'],
    languageOptions: { globals: globals.audioWorklet },
  },
  {
    files: ['miniprogram/**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          // aria-* attributes are text, all others are values
          selector: 'WXAttribute[key!=/^(aria|data)-/][value=/^(true|false)$/]',
          message: 'The string "false" is truthy: write {{true}} or {{false}}.',
        },
      ],
      'wxml/no-const-and-let-in-wxs': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/no-dynamic-wx-key': 'error',
      'wxml/no-inconsistent-tagname': 'error',
      'wxml/no-index-in-wx-key': 'error',
      'wxml/no-unnecessary-block': 'error',
      'wxml/no-vue-directive': 'error',
      'wxml/no-wx-for-with-wx-else': 'error',
      'wxml/no-wx-for-with-wx-if': 'error',
      'wxml/no-wx-if-string': 'error',
      'wxml/quotes': 'error',
      'wxml/report-interpolation-error': 'error',
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/report-wxs-syntax-error': 'error',
      'wxml/wx-key': 'error',
      'wxml/wxs-module-prop': 'error',
      'wxml/wxs-must-be-top-level': 'error',
    },
  },
)
