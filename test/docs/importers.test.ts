import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Behind, DOCUMENTS, FORMATS } from '../../importers/index.ts';

const PAGE = path.join(import.meta.dirname, '..', '..', 'docs', 'importers.md');

/** What the page says of what stands behind a format. */
function told(behind: Behind): string {
  switch (behind.kind) {
    case 'sample':
      return `a real sample: ${behind.what}`;
    case 'description':
      return `a published description: [${new URL(behind.link).host}](${behind.link})`;
    default:
      return 'unconfirmed: always asks in the preview';
  }
}

test('The page lists every format, and what stands behind it, and no other', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| .+ \| `[\w-]+` \| .+ \|$/gm)].map(([row]) => row);
  const expected = [...FORMATS, ...DOCUMENTS].map(
    ({ title, name, behind }) => `| ${title} | \`${name}\` | ${told(behind)} |`,
  );
  expect(rows.toSorted()).toEqual(expected.toSorted());
});

test('Every format has a name of its own', () => {
  const names = [...FORMATS, ...DOCUMENTS].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('How to add a broker fits on a page of thirty lines', () => {
  const guide = readFileSync(path.join(path.dirname(PAGE), 'guides', 'add-a-broker.md'), 'utf8');
  expect(guide.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
});
