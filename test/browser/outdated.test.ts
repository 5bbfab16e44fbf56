import type { Browser } from 'playwright-core'
import { describeInBrowser } from './chromium'
import { joinForSuite } from './join-app'
import type { RunningApp } from './running-app'

describeInBrowser('a base library below the minimum', () => {
  let app: RunningApp
  let browser: Browser
  joinForSuite((joined) => ({ app, browser } = joined))

  async function open(parameters: string) {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(`${app.simulatorAddress}/?${parameters}`)
    await page.waitForSelector('.page-window:not(.under) wx-page')
    return { page, errors }
  }

  it.each([
    ['zh_CN', '微信版本太旧', '更新微信'],
    ['en', 'Your WeChat is out of date', 'Update WeChat'],
  ])('shows only that WeChat is too old, in %s', async (lang, title, button) => {
    const { page, errors } = await open(`sdkVersion=2.20.1&lang=${lang}`)
    await page.getByText(title).waitFor()
    expect(errors).toEqual([])
    // the simulator has no store to open
    const refused = page.waitForEvent('console', (message) => message.type() === 'error')
    await page.getByRole('button', { name: button }).click()
    expect((await refused).text()).toBe('updateWeChatApp:fail not in the simulator')
    expect(await page.locator('.page-window').count()).toBe(1)
  })

  it('starts normally at the minimum version', async () => {
    const { page, errors } = await open('sdkVersion=2.20.2&lang=en')
    await page.getByRole('button', { name: 'Tap and speak' }).waitFor()
    expect(await page.getByText('Your WeChat is out of date').count()).toBe(0)
    expect(errors).toEqual([])
  })
})
