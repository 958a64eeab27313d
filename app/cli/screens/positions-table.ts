import {
  type Decimal,
  formatDecimal,
  minorUnits,
  type Position,
  round,
  type ValueReport,
} from '@tidemark/engine';
import { amount, gainCell, grouped, percentCell, UNKNOWN, unsignedPercent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { type Cell, table } from '../terminal/table.ts';

/** What is held at the end, the largest first; what was sold within the period stands below. */
export function positionsTable(report: ValueReport, width: number, paint: Paint): string[] {
  if (report.positions.length === 0) return [];
  const byAccount = report.request.positionsBy === 'account';
  const bySize = [...report.positions].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const open = bySize.filter((position) => position.quantity.units !== 0);
  const closed = bySize.filter((position) => position.quantity.units === 0);
  const total = report.summary.equity;
  return table(
    [
      { title: 'position', align: 'left', narrowTo: 8 },
      ...(byAccount ? [{ title: 'account', align: 'left', narrowTo: 6 } as const] : []),
      { title: 'quantity', align: 'right', rank: 1 },
      { title: 'price', align: 'right', rank: 3 },
      { title: 'cost', align: 'right', rank: 6 },
      { title: `value ${report.base}`, align: 'right' },
      { title: 'weight', align: 'right', rank: 5 },
      { title: 'unrealized', align: 'right' },
      { title: '%', align: 'right', rank: 4 },
      { title: 'realized', align: 'right', rank: 2 },
      { title: 'income', align: 'right', rank: 7 },
    ],
    [...open, ...closed].map((position) => row(position, byAccount, total, report.decimals)),
    width,
    paint,
  );
}

function row(position: Position, byAccount: boolean, total: number, decimals: number): Cell[] {
  const { costBasis, unrealized } = position;
  const isOpen = position.quantity.units !== 0;
  return [
    position.symbol,
    ...(byAccount ? [position.account ?? ''] : []),
    isOpen ? grouped(formatDecimal(position.quantity)) : '',
    isOpen ? priceText(position) : '',
    isOpen ? amount(costBasis, decimals) : '',
    isOpen ? amount(position.value, decimals) : 'closed',
    isOpen && total > 0 ? unsignedPercent(position.value / total) : '',
    isOpen ? gainCell(unrealized, decimals) : '',
    isOpen && costBasis !== 0 ? percentCell(unrealized / Math.abs(costBasis)) : '',
    position.realized === 0 ? '' : gainCell(position.realized, decimals),
    position.income === 0 ? '' : amount(position.income, decimals),
  ];
}

function priceText({ price, currency, estimated }: Position): string {
  if (price === null) return UNKNOWN;
  return `${grouped(withDecimals(price, minorUnits(currency)))} ${currency}${estimated ? ' ~' : ''}`;
}

/** At least the currency's decimals, at most two more. */
function withDecimals(price: Decimal, decimals: number): string {
  return formatDecimal(round(price, decimals + 2, 'half-away-from-zero'), decimals);
}
