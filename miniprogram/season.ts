// Written by `npm run season` from season.json: change that instead. docs/deploy.md says what it holds.
export const seasonFile: unknown = {
  "seasons": []
}
