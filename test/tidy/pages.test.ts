import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LAYERS } from './layers.ts';
import { readSources, root } from './sources.ts';

const pages = readSources().filter((source) => source.path.endsWith('.md'));
const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;

describe.each(pages)('$path', ({ path: name, text }) => {
  test('links only to files that are there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map((match) => match[1] ?? '');
    const dead = targets.filter((target) => !existsSync(path.join(root, path.dirname(name), target)));
    expect(dead).toEqual([]);
  });

  test('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  const text = pages.find((page) => page.path === 'ARCHITECTURE.md')?.text ?? '';

  test('has a row for every layer', () => {
    const layers = Object.keys(LAYERS).filter((layer) => layer.includes('/'));
    expect(layers.filter((layer) => !text.includes(`| \`${layer}\` |`))).toEqual([]);
  });

  test('names only rooms and files that are there', () => {
    const named = [...text.matchAll(/`((?:engine|app|bin|bench|test|docs)(?:\/[\w.-]+)*)\/?`/g)];
    expect(named.length).toBeGreaterThan(10);
    const missing = named.map((match) => match[1] ?? '').filter((name) => !existsSync(path.join(root, name)));
    expect(missing).toEqual([]);
  });
});

test('every decision is one page of five lines', () => {
  const decisions = pages.filter((page) => page.path.startsWith('docs/decisions/'));
  expect(decisions.length).toBeGreaterThan(0);
  const longer = decisions.filter((page) => page.text.trimEnd().split('\n').length !== 5);
  expect(longer.map((page) => page.path)).toEqual([]);
});
