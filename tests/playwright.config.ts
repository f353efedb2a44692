// The page in a real browser. One project: which build a spec opens (served, or certwright.html from file://) is the spec's
// own business, through the fixtures of support/page-fixture.ts.
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium';

export default defineConfig({
  testDir: './browser',
  outputDir: '../.cache/playwright',
  globalSetup: './support/built.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 860 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [{ name: 'browser' }],
});
