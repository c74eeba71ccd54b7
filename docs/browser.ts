import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = PATHS.find((path) => existsSync(path));

/** Why the page cannot be opened; undefined when there is a browser. */
export const noBrowser = found ? undefined : `no Chromium at ${PATHS.join(', ')}: apt-get install chromium`;

/** A real Chromium that makes no requests to the network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(found ? { executablePath: found } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
