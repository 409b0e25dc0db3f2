import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** A Chromium that speaks to nobody but the product; its user data folder is new and temporary. */
export async function startBrowser(): Promise<Browser> {
  const ensure = path.resolve(__dirname, '..', '..', 'scripts', 'ensure-chromium.mjs');
  const executablePath = execFileSync(process.execPath, [ensure], { encoding: 'utf8' }).trim();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
