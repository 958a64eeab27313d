import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { offences } from './bans.ts';
import { crossings, LAYERS } from './layers.ts';
import { codeOf, readSources, root } from './sources.ts';

const sources = readSources();

describe('the project', () => {
  test('is read: its sources are found', () => {
    expect(sources.map((source) => source.path)).toEqual(
      expect.arrayContaining(['engine/index.ts', 'bin/with-node.mjs', '.ci/run', 'package.json']),
    );
  });

  test('breaks no ban', () => {
    const broken = sources.flatMap((source) =>
      offences(source).map((o) => `${source.path}:${o.line}: ${o.name}; instead: ${o.instead}`),
    );
    expect(broken).toEqual([]);
  });

  test('imports only along the table of layers', () => {
    const code = sources.filter(({ path }) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'));
    const broken = code.flatMap((source) =>
      crossings(source).map((crossing) => `${source.path}:${crossing.line}: ${crossing.message}`),
    );
    expect(broken).toEqual([]);
  });

  test.each(Object.entries(LAYERS))(
    'compiles %s against exactly the layers of the table',
    (layer, allowed) => {
      const file = path.join(root, layer, 'tsconfig.json');
      const { references = [] }: { references?: { path: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
      const referenced = references.map((to) => path.posix.join(layer, to.path));
      expect(referenced.toSorted()).toEqual(allowed.toSorted());
    },
  );
});

describe('every ban bites', () => {
  const offending: readonly (readonly [ban: string, path: string, text: string])[] = [
    ['clock in engine', 'engine/returns/a.ts', 'const now = Date.now();\n'],
    ['clock in engine', 'engine/returns/a.ts', 'const now = new Date();\n'],
    ['clock in engine', 'engine/returns/a.ts', 'const now = performance.now();\n'],
    ['clock in engine', 'engine/returns/a.ts', 'const now = Temporal.Now.instant();\n'],
    ['randomness without a seed', 'engine/lots/a.ts', `const x = Math.${'random'}();\n`],
    ['randomness without a seed', 'app/cli/a.ts', `const x = Math.${'random'}();\n`],
    ['parseFloat in engine', 'engine/neutral/a.ts', "const x = Number.parseFloat('1');\n"],
    ['toFixed in engine', 'engine/amounts/a.ts', 'const text = (1.005).toFixed(2);\n'],
    ['toFixed in engine', 'engine/amounts/a.ts', 'const text = (1.005).toPrecision(2);\n'],
    ['package in engine', 'engine/amounts/a.ts', "import Decimal from 'decimal.js';\n"],
    ['package in engine', 'engine/amounts/a.ts', "import { readFileSync } from 'node:fs';\n"],
    ['package in engine', 'engine/amounts/a.ts', "const fs = await import('node:fs');\n"],
    ['package in engine', 'engine/amounts/a.ts', "import 'polyfill';\n"],
    ['double cast', 'app/main.ts', `const x = 1 as ${'unknown'} as string;\n`],
    ['type check switched off', 'app/main.ts', `// @ts-${'ignore'}\n`],
    ['type check switched off', 'app/main.ts', `// @ts-${'nocheck'}\n`],
    ['relative import without its ending', 'app/main.ts', `import { x } from ${"'./x'"};\n`],
    ['relative import without its ending', 'app/main.ts', `export * from ${"'./x.js'"};\n`],
    ['a test that does not run', 'engine/a.test.ts', `test.${'only'}('a law', () => {});\n`],
    ['a test that does not run', 'engine/a.test.ts', `describe.${'skip'}('a law', () => {});\n`],
    ['a test that does not run', 'engine/a.test.ts', `test.concurrent.${'todo'}('a law');\n`],
    ['work left for later', 'README.md', `${'TO'}${'DO'}: write this\n`],
    ['work left for later', 'engine/a.ts', `// ${'FIX'}${'ME'} later\n`],
    ['path of one machine', 'app/main.ts', `const folder = '/${'tmp'}/x';\n`],
    ['path of one machine', 'docs/a.md', `See /${'home'}/ann/notes.\n`],
    ['registry host', '.npmrc', `registry=https://${'registry'}.example.org/\n`],
    ['a file name that says nothing', 'engine/lots/util.ts', ''],
    ['a file name that says nothing', 'app/cli/date-helpers.ts', ''],
    ['a file name that says nothing', 'app/PriceManager.ts', ''],
    ['a long file', 'engine/lots/fifo.ts', 'const x = 1;\n'.repeat(351)],
  ];

  test.each(offending)('%s: %s', (ban, path, text) => {
    const found = offences({ path, text });
    expect(found.map((offence) => offence.name)).toEqual([ban]);
    expect(found[0]?.instead).not.toBe('');
  });

  test('and names the line', () => {
    const text = '/* one\n two */\nconst x = parseFloat(y);\n';
    expect(offences({ path: 'engine/neutral/a.ts', text })).toMatchObject([{ line: 3 }]);
  });
});

describe('no ban bites what is allowed', () => {
  const allowed: readonly (readonly [why: string, path: string, text: string])[] = [
    ['a comment names what code may not do', 'engine/a.ts', '// never parseFloat, never toFixed\n'],
    ['the program reads the clock', 'app/main.ts', 'const now = Date.now();\n'],
    ['a test of the engine uses packages', 'engine/a.test.ts', "import fc from 'fast-check';\n"],
    ['a test is left out on a condition', 'engine/a.test.ts', "test.skipIf(!there)('a law', run);\n"],
    ['an address has a path', 'README.md', 'https://example.org/tmp/x\n'],
    ['a file of exactly 350 lines', 'engine/lots/fifo.ts', 'const x = 1;\n'.repeat(350)],
  ];

  test.each(allowed)('%s', (_why, path, text) => {
    expect(offences({ path, text })).toEqual([]);
  });
});

describe('the table of layers bites', () => {
  const crossing: readonly (readonly [path: string, specifier: string, message: RegExp])[] = [
    ['engine/returns/a.ts', '../ledger/event.ts', /engine\/returns may import .* not engine\/ledger/],
    ['engine/amounts/a.ts', '../calendar/day.ts', /not engine\/calendar/],
    ['engine/problems/a.ts', '../amounts/money.ts', /may import nothing, not engine\/amounts/],
    ['engine/calendar/exchanges/a.ts', '../../ledger/event.ts', /not engine\/ledger/],
    ['engine/lots/a.ts', '../index.ts', /not engine;/],
    ['engine/lots/a.ts', '../../app/main.ts', /leaves the workspace/],
    ['app/cli/a.ts', '../../engine/index.ts', /leaves the workspace/],
    ['app/cli/a.ts', '../main.ts', /not app;/],
    ['app/cli/a.ts', '@tidemark/app', /may not import @tidemark\/app/],
    ['contract/routes/a.ts', '@tidemark/engine', /contract may not import @tidemark\/engine/],
  ];

  test.each(crossing)('%s may not import %s', (path, specifier, message) => {
    const text = `import { a } from '${specifier}';\n`;
    expect(crossings({ path, text })).toEqual([{ line: 1, message: expect.stringMatching(message) }]);
  });

  test('a re-export and an import() are imports', () => {
    const text = "export * from '../ledger/event.ts';\n\nconst a = await import('../lots/lot.ts');\n";
    expect(crossings({ path: 'engine/returns/a.ts', text }).map(({ line }) => line)).toEqual([1, 3]);
  });

  test('a new folder needs a line in the table', () => {
    expect(crossings({ path: 'engine/misc/a.ts', text: '' })).toMatchObject([
      { message: expect.stringContaining('engine/misc is no layer') },
    ]);
  });

  test('a layer imports itself, its folders and what the table names', () => {
    const text = "import { a } from './exchanges/nyse.ts';\nimport { b } from '../problems/problem.ts';\n";
    expect(crossings({ path: 'engine/calendar/a.ts', text })).toEqual([]);
    expect(crossings({ path: 'app/cli/a.ts', text: "import { a } from '@tidemark/engine';\n" })).toEqual([]);
  });
});

test('blanking comments keeps strings and lines', () => {
  expect(codeOf("a('//x'); // y\n/* z\n */ b")).toBe("a('//x');     \n    \n    b");
});
