import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../tidy/sources.ts';

/** A path of a Chromium or Chrome to use instead of the packaged one. */
const OWN_BROWSER = process.env.TIDEMARK_BROWSER;

/** Why no browser can be had here, or null. The packaged one is a Linux x64 program. */
export const noBrowser: string | null =
  OWN_BROWSER !== undefined || (process.platform === 'linux' && process.arch === 'x64')
    ? null
    : 'the packaged browser runs on Linux x64 only; name another by TIDEMARK_BROWSER=/path/to/chrome';

/** Nothing that leaves the machine; no sandbox, because containers run tests as root. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
];

/** Starts the browser with a temporary folder of its own; `close` ends it and removes the folder. */
export async function launchBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const { chromium } = await import('playwright-core');
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'tidemark-browser-'));
  const program = OWN_BROWSER === undefined ? await packagedBrowser() : { executable: OWN_BROWSER, env: {} };
  const browser = await chromium.launch({
    executablePath: program.executable,
    args: ARGUMENTS,
    env: { ...process.env, ...program.env, TMPDIR: temporary, HOME: temporary },
  });
  const close = async () => {
    await browser.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  return { browser, close };
}

/** Unpacked once per version, under its final name only when it is whole. */
async function packagedBrowser() {
  const manifest = path.join(root, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = path.join(root, '.build', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(path.dirname(manifest), folder);
  const env = {
    LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
    FONTCONFIG_FILE: fontsOf(folder),
  };
  return { executable: path.join(folder, 'chromium'), env };
}

/** The package's own list of fonts names folders of another machine: text would be invisible. */
function fontsOf(folder: string): string {
  const file = path.join(folder, 'fonts-here.conf');
  const folders = [path.join(folder, 'fonts', 'fonts'), '/usr/share/fonts'];
  const lines = [...folders.map((one) => `<dir>${one}</dir>`), `<cachedir>${folder}/fonts-cache</cachedir>`];
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${lines.join('')}</fontconfig>`);
  return file;
}

async function unpack(from: string, folder: string) {
  const { inflate } = await import('@sparticuz/chromium');
  mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = unfinished; // where inflate writes to
  try {
    for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(path.join(from, 'bin', archive));
    }
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another run was faster
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
