import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWebApp } from '../../bin/web-app.mjs';
import { type TestServer, testServer } from '../api/server.ts';
import { launchBrowser } from '../browser/browser.ts';
import { root } from '../tidy/sources.ts';

export { noBrowser } from '../browser/browser.ts';

/** The sizes that every page is looked at in. */
export const PHONE = { width: 390, height: 844 } as const;
export const DESK = { width: 1440, height: 900 } as const;

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Where the server is reached, where that is not its own address. */
  readonly address?: string;
}

/** A real server with the web app, and a real browser. */
export interface WebApp {
  readonly server: TestServer;
  /** A browser of its own for one person: nothing is shared with another one's. */
  person(options?: OpenOptions): Promise<Person>;
  close(): Promise<void>;
}

/** A browser window of one person. What goes wrong in the page itself is in `faults`. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, what the policy of the page refused, what was asked of another origin. */
  readonly faults: readonly string[];
  /** Signs a new user up through the page; ends on the dashboard. */
  signUp(name: string): Promise<void>;
}

/** Builds the app where its sources changed, then starts both. */
export async function webApp(env: Readonly<Record<string, string>> = {}): Promise<WebApp> {
  if (!buildWebApp(root, process.execPath)) throw new Error('the web app could not be built');
  const server = await testServer(env);
  const { browser, close } = await launchBrowser();
  return {
    server,
    person: ({ address = server.address, ...options } = {}) => person(browser, address, options),
    close: async () => {
      await close();
      await server.close();
    },
  };
}

async function person(browser: Browser, address: string, options: OpenOptions): Promise<Person> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    viewport: DESK,
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal that the page shows in its own words is no fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(address))
      faults.push(request.url());
  });
  return { page, context, faults, signUp: (name) => signUp(page, name) };
}

async function signUp(page: Page, name: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password').fill(`a long password of ${name}`);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor({ state: 'attached' });
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds in the page that is serious or worse, by WCAG 2.2 AA; each with the element it is about. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
  const found = (await page.evaluate(`${axe};
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations)`)) as Violation[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
}
