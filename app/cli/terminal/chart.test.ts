import { type Day, parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import { equityChart } from './chart.ts';
import { painter } from './style.ts';
import { textWidth } from './text-width.ts';

const plain = painter(false);
const start = parseDay('2020-01-01') as Day;
const days = (count: number): Day[] => Array.from({ length: count }, (_, i) => (start + i) as Day);
const flat = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

/** The cells of the plot, without labels, legend and dates. */
function plot(lines: readonly string[]): string {
  return lines
    .filter((line) => /[┤│]/.test(line))
    .map((line) => line.replace(/^.*?[┤│]/, ''))
    .join('\n');
}

describe('the chart of equity over the money put in', () => {
  test('shows a gain on top of the deposits', () => {
    const drawn = plot(
      equityChart({ days: days(30), equity: flat(30, 200), netDeposits: flat(30, 100) }, 60, 8, plain),
    );
    expect(drawn).toContain('█');
    expect(drawn).toContain('░');
    expect(drawn).not.toContain('╱');
    expect(drawn.split('\n')[0]).toMatch(/^█+$/);
    expect(drawn.split('\n').at(-1)).toMatch(/^░+$/);
  });

  test('shows what was lost of the deposits', () => {
    const drawn = plot(
      equityChart({ days: days(30), equity: flat(30, 50), netDeposits: flat(30, 100) }, 60, 8, plain),
    );
    expect(drawn.split('\n')[0]).toMatch(/^╱+$/);
    expect(drawn.split('\n').at(-1)).toMatch(/^░+$/);
  });

  test('shows debt below zero', () => {
    const drawn = plot(
      equityChart({ days: days(30), equity: flat(30, -50), netDeposits: flat(30, 100) }, 60, 9, plain),
    );
    expect(drawn.split('\n').at(-1)).toMatch(/^╱+$/);
  });

  test.each([40, 80, 120])('fits %i columns', (width) => {
    const equity = days(4000).map((_, i) => 1000 + i + 100 * Math.sin(i / 50));
    const lines = equityChart({ days: days(4000), equity, netDeposits: flat(4000, 1000) }, width, 14, plain);
    for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(width);
    expect(lines.at(-1)).toMatch(/2021|2022/);
  });

  test('has nothing to show of no days', () => {
    expect(equityChart({ days: [], equity: [], netDeposits: [] }, 80, 10, plain)).toEqual([]);
  });
});
