// After the suites in a browser: what setup.ts started ends.
export default async function tearDown(): Promise<void> {
  const { browserTests } = globalThis
  await Promise.all([browserTests?.browser.close(), browserTests?.app.stop()])
}
