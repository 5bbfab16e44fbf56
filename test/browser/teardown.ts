// After all browser suites: stops what setup.ts started.
export default async function tearDown(): Promise<void> {
  const { browserTests } = globalThis
  globalThis.browserTests = undefined
  await Promise.all([browserTests?.browser.close(), browserTests?.app.stop()])
}
