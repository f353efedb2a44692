// The page in a real browser. Which build a spec opens (served, or certwright.html from file://) is the spec's own business,
// through the fixtures of support/page-fixture.ts; the projects say no more than what comes first.
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium';

const LONGEST = /vault-crash(?:-\w+)?\.spec\.ts$/;

export default defineConfig({
  testDir: './browser',
  outputDir: '../.cache/playwright',
  globalSetup: './support/built.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // None of these is waited out where all is well: they are for a machine that is several times slower than the one at hand.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 860 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
  },
  projects: [
    // A minute or two each, and near the end of the alphabet: taken last, they would keep one worker busy while the other waits.
    { name: 'longest', testMatch: LONGEST },
    { name: 'browser', testIgnore: LONGEST },
  ],
});
