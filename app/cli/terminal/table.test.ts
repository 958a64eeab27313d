import fc from 'fast-check';
import { expect, test } from 'vitest';
import { painter } from './style.ts';
import { type Column, table } from './table.ts';
import { textWidth } from './text-width.ts';

const plain = painter(false);
const COLUMNS: readonly Column[] = [
  { title: 'symbol', align: 'left', narrowTo: 4 },
  { title: 'price', align: 'right', rank: 2 },
  { title: 'value', align: 'right' },
  { title: 'note', align: 'left', rank: 1 },
];
const ROWS = [
  ['ACME', '1.00', '12,345.00', 'first'],
  ['日本株', '1,000.00', '-1.00', ''],
];

test('columns line up, numbers to the right, wide characters counted as two', () => {
  expect(table(COLUMNS, ROWS, 80, plain)).toEqual([
    'symbol     price      value  note',
    '──────────────────────────────────',
    'ACME        1.00  12,345.00  first',
    '日本株  1,000.00      -1.00',
  ]);
});

test('what matters least is left out first when there is no room', () => {
  expect(table(COLUMNS, ROWS, 30, plain)[0]).toBe('symbol      value  note');
  expect(table(COLUMNS, ROWS, 18, plain)[0]).toBe('symbol      value');
});

test('colour takes no room', () => {
  const painted = table(
    COLUMNS,
    [['ACME', '1.00', { text: '-5.00', meaning: 'loss' }, '']],
    80,
    painter(true),
  );
  expect(painted[2]).toContain('\x1b[31m');
  expect(textWidth(painted[2])).toBe(
    textWidth(table(COLUMNS, [['ACME', '1.00', '-5.00', '']], 80, plain)[2]),
  );
});

test('a name gives way before figures do, which are never cut', () => {
  const rows = [['A-very-long-name', '1.00', '12,345.00', '']];
  expect(table(COLUMNS, rows, 20, plain)).toEqual([
    'symbol         value',
    '────────────────────',
    'A-very-l…  12,345.00',
  ]);
});

test('where the last columns do not fit, each row is a block of its own', () => {
  const columns: readonly Column[] = [
    { title: 'year', align: 'left' },
    { title: 'value', align: 'right' },
    { title: 'note', align: 'left' },
  ];
  const rows = [['2023 *', '1,234,567.00', 'first'], null, ['2024', '9.00', '']];
  expect(table(columns, rows, 24, plain)).toEqual([
    '2023 *',
    '  value  1,234,567.00',
    '  note   first',
    '2024',
    '  value          9.00',
  ]);
});

test('no line is wider than the terminal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 4, maxLength: 4 }), { maxLength: 5 }),
      fc.integer({ min: 40, max: 120 }),
      (rows, width) => {
        for (const line of table(COLUMNS, rows, width, plain))
          expect(textWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});
