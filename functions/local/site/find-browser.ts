// The system's Chromium, where there is one: nothing is downloaded.
import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What CHROMIUM names, or the first that is found; null: there is none. */
export function findBrowser(): string | null {
  const { CHROMIUM } = process.env;
  return [...(CHROMIUM ? [CHROMIUM] : []), ...USUAL_PLACES].find((place) => existsSync(place)) ?? null;
}
