import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../importers/index.ts';
import { accountedLines } from './accounted.ts';
import { recordLines } from './record-lines.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'imports');
const isThere = existsSync(FOLDER);
const files = isThere ? globSync('*/*', { cwd: FOLDER }).sort() : [];
const terms = (file: string) => ({ file, accountCurrency: 'EUR', timeZone: 'Europe/Amsterdam', answers: {} });

describe.skipIf(!isThere)('real samples (left out where ../shared is not there)', () => {
  test.each(files)('%s: every line is an event, no event, or refused', (name) => {
    const bytes = readFileSync(path.join(FOLDER, name));
    const reading = readFile(bytes, terms(name));
    const isWhole = reading.problems.some(({ severity, source }) => severity === 'error' && !source.line);
    if (isWhole) return;
    const lost = recordLines(bytes).filter((line) => !accountedLines(reading).has(line));
    expect(lost).toEqual([]);
  });
});
