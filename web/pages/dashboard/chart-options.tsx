import { IconButton, Menu } from '../../parts/index.ts';
import type { Chosen } from './use-range.ts';

/** What can be drawn beside the value: a benchmark, the drawdown, marks. */
export function ChartOptions({
  chosen,
  benchmarks,
}: {
  readonly chosen: Chosen;
  /** Symbols with prices, the portfolio's own benchmark first. */
  readonly benchmarks: readonly string[];
}) {
  const { benchmark, setBenchmark, hasDrawdown, setHasDrawdown, hasMarks, setHasMarks } = chosen;
  const own = benchmarks.slice(0, 8).map((symbol) => ({
    label: `Against ${symbol}`,
    chosen: symbol === benchmark,
    onChoose: () => setBenchmark(symbol === benchmark ? null : symbol),
  }));
  return (
    <Menu
      groups={[
        [
          { label: 'Drawdown below', chosen: hasDrawdown, onChoose: () => setHasDrawdown(!hasDrawdown) },
          { label: 'Marks of what happened', chosen: hasMarks, onChoose: () => setHasMarks(!hasMarks) },
        ],
        ...(own.length > 0 ? [own] : []),
      ]}
    >
      <IconButton icon="more" label="What the chart shows" />
    </Menu>
  );
}
