import type { ValueReport } from '@tidemark/engine';
import { percent, ratio, unsignedPercent } from '../terminal/numbers.ts';
import { type Paint, signMeaning } from '../terminal/style.ts';
import { padEnd, padStart, textWidth } from '../terminal/text-width.ts';

interface Figure {
  readonly name: string;
  readonly text: string;
  readonly sign: number | null;
}

/** Returns and risk side by side, in as many columns as fit. */
export function returnsBlock(report: ValueReport, width: number, paint: Paint): string[] {
  const { performance, risk, growth, request } = report;
  const change = (name: string, value: number | null): Figure => ({
    name,
    text: percent(value),
    sign: value,
  });
  const plain = (name: string, text: string): Figure => ({ name, text, sign: null });
  const figures = [
    change('time-weighted return', performance.twr),
    change('annualized', performance.twrAnnualized),
    change('money-weighted (XIRR)', performance.xirr),
    change('modified Dietz', performance.modifiedDietz),
    change('total growth', growth.totalGrowthPercent === null ? null : growth.totalGrowthPercent / 100),
    plain('volatility', unsignedPercent(risk.volatility)),
    plain('downside deviation', unsignedPercent(risk.downsideDeviation)),
    plain('Sharpe', ratio(risk.sharpe)),
    plain('Sortino', ratio(risk.sortino)),
    plain('Calmar', ratio(risk.calmar)),
  ];
  if (request.benchmark !== null) {
    figures.push(
      plain('beta', ratio(risk.beta)),
      change('alpha', risk.alpha),
      plain('correlation', ratio(risk.correlation)),
      plain('tracking error', unsignedPercent(risk.trackingError)),
      plain('information ratio', ratio(risk.informationRatio)),
      plain('up capture', ratio(risk.upCapture)),
      plain('down capture', ratio(risk.downCapture)),
    );
  }
  return inColumns(figures, width, paint);
}

const GAP = '    ';

function inColumns(figures: readonly Figure[], width: number, paint: Paint): string[] {
  const label = Math.max(...figures.map(({ name }) => textWidth(name)));
  const room = Math.max(...figures.map(({ text }) => textWidth(text)));
  const across = Math.max(1, Math.min(3, Math.floor((width + GAP.length) / (label + 2 + room + GAP.length))));
  const down = Math.ceil(figures.length / across);
  return Array.from({ length: down }, (_, row) =>
    figures
      .filter((_, i) => i % down === row)
      .map(({ name, text, sign }) => {
        const meaning = signMeaning(sign);
        const figure = padStart(text, room);
        return `${padEnd(name, label)}  ${meaning === null ? figure : paint(meaning, figure)}`;
      })
      .join(GAP),
  );
}
