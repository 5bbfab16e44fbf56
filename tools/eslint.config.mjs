// What the compiler does not see. `wx` stays in app.ts, from where it is passed on; what phones lack stays out of miniprogram/.
import { resolve } from 'node:path'
import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const missingOnPhones = [
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'AbortController',
  'fetch',
  'structuredClone',
  'atob',
  'btoa',
  'BigInt',
  'window',
  'document',
  'localStorage',
]

export default tseslint.config(
  { ignores: ['**/node_modules/', 'miniprogram/miniprogram_npm/', 'build/', 'coverage/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tools/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: resolve(import.meta.dirname, '..'),
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // tsc says it better
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...missingOnPhones, 'wx', 'setTimeout', 'setInterval', 'Date'],
    },
  },
  {
    files: ['miniprogram/app.ts'],
    rules: { 'no-restricted-globals': ['error', ...missingOnPhones] },
  },
  {
    files: ['miniprogram/platform/clock.ts'],
    rules: { 'no-restricted-globals': ['error', ...missingOnPhones, 'wx'] },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
  },
)
