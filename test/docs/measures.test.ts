import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as engine from '../../engine/index.ts';

const FOLDER = join(import.meta.dirname, '../../docs/measures');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md');
const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');

type Claim = {
  readonly line: string;
  readonly actual: unknown;
  readonly claimed: unknown;
  readonly digits: number;
};

/** The TypeScript of a page, without its imports, and the names that those bring. */
function example(text: string): { names: string[]; lines: string[] } {
  const block = /^```ts\n(.*?)^```/ms.exec(text)?.[1] ?? '';
  const imported = [...block.matchAll(/^import \{ (.*) \} from '@tidemark\/engine';$/gm)];
  const names = imported.flatMap(([, list = '']) => list.split(', '));
  return { names, lines: block.split('\n').filter((line) => !line.startsWith('import ')) };
}

/** Runs an example; every line `expression; // value` becomes a claim. */
function claimsOf(text: string): Claim[] {
  const { names, lines } = example(text);
  const claims: Claim[] = [];
  const body = lines.map((line) => {
    const [, expression, value = ''] = /^(\S.*); \/\/ (.*)$/.exec(line) ?? [];
    if (expression === undefined) return line;
    const digits = Math.max(
      0,
      ...[...value.matchAll(/\.(\d+)/g)].map(([, decimals = '']) => decimals.length),
    );
    return `claim(${JSON.stringify(line)}, ${expression}, ${value}, ${digits});`;
  });
  const claim = (line: string, actual: unknown, claimed: unknown, digits: number): void => {
    claims.push({ line, actual, claimed, digits });
  };
  const exported = engine as Record<string, unknown>;
  for (const name of names) if (exported[name] === undefined) throw new Error(`the engine has no ${name}`);
  const run = new Function('claim', ...names, body.join('\n'));
  run(claim, ...names.map((name) => exported[name]));
  return claims;
}

/** The same value with its numbers rounded to the digits that the page shows. */
function rounded(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return Math.round(value * 10 ** digits) / 10 ** digits + 0;
  if (Array.isArray(value)) return value.map((one) => rounded(one, digits));
  return value;
}

describe.each(pages)('docs/measures/%s', (page) => {
  const text = readFileSync(join(FOLDER, page), 'utf8');

  test('its example gives the values that stand beside it', () => {
    const claims = claimsOf(text);
    expect(claims.length).toBeGreaterThan(0);
    for (const { line, actual, claimed, digits } of claims) {
      expect(rounded(actual, digits), line).toEqual(rounded(claimed, digits));
    }
  });

  test('has a formula, a convention, a source, and a place in the index', () => {
    for (const part of ['## Formula', '## Convention', '## Source', '## Example'])
      expect(text).toContain(part);
    expect(index).toContain(`](${page})`);
  });
});

test('the index explains every problem code that a measure can answer, and no other; all are in the catalogue', () => {
  const measure = readFileSync(join(import.meta.dirname, '../../engine/returns/measure.ts'), 'utf8');
  const codes = [...measure.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code);
  const explained = [...index.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(explained).toEqual(codes);
  expect(codes.filter((code) => code === undefined || !(code in engine.CATALOGUE))).toEqual([]);
});
