import path from 'node:path';
import * as engine from '@tidemark/engine';
import type { Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../tidy/sources.ts';
import { launchBrowser, noBrowser } from './browser.ts';
import { compute } from './computations.ts';

/** The engine as one script that sets the global `engine`; a module that is not the engine's own fails it. */
async function bundle(): Promise<string> {
  const build = await rolldown({
    input: path.join(root, 'engine/index.ts'),
    platform: 'browser',
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  const { output } = await build.generate({ format: 'iife', name: 'engine' });
  await build.close();
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  return output[0].code;
}

describe.skipIf(noBrowser !== null)(
  `the engine in a browser${noBrowser ? ` (left out: ${noBrowser})` : ''}`,
  () => {
    let page: Page;
    let close: () => Promise<void>;

    beforeAll(async () => {
      const started = await launchBrowser();
      close = started.close;
      page = await started.browser.newPage({ locale: 'en-US' });
      await page.addScriptTag({ content: await bundle() });
    }, 60_000);

    afterAll(() => close?.());

    test('computes the same as in Node, to the last digit', async () => {
      const inNode = compute(engine);
      const inBrowser = await page.evaluate<string>(`(${compute.toString()})(engine)`);
      const { sessions, report } = JSON.parse(inNode);
      expect(sessions.length).toBeGreaterThan(200);
      expect(report.series.date.length).toBeGreaterThan(4);
      expect(inBrowser).toBe(inNode);
    });
  },
);
