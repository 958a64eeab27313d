import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { API_PROBLEMS } from '@tidemark/contract';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../engine/problems/index.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs', 'problems');
const CODES = Object.keys(CATALOGUE).sort();

/** The output that a page shows of its example, which `pages.test.ts` executes. */
function exampleOutput(page: string): string {
  return [...page.matchAll(/^```(?:console|text)\n(.*?)^```$/gms)].map((match) => match[1]).join('\n');
}

test('every problem code has a page, and every page is of a code', () => {
  const pages = globSync('*.md', { cwd: FOLDER }).map((name) => path.basename(name, '.md'));
  // Those of the API are held to the wire by api-problems.test.ts.
  const all = [...CODES, ...Object.keys(API_PROBLEMS)].sort();
  expect(pages.filter((name) => name !== 'README').sort()).toEqual(all);
});

test('the list of problems names them all', () => {
  const list = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
  expect(CODES.filter((code) => !list.includes(`[${code}](${code}.md)`))).toEqual([]);
});

describe.each(CODES)('%s', (code) => {
  const page = readFileSync(path.join(FOLDER, `${code}.md`), 'utf8');
  const { meaning, remedy, severity } = CATALOGUE[code as keyof typeof CATALOGUE];

  test('the page says what the catalogue says', () => {
    expect(page).toContain(meaning);
    expect(page).toContain(remedy);
    expect(page.toLowerCase()).toContain(`\n${severity}: `);
  });

  // A file that cannot be read cannot be shown: whoever may administrate a machine reads everything on it.
  test.runIf(code !== 'file_unreadable')('its example brings it about', () => {
    expect(exampleOutput(page)).toContain(code);
  });
});
