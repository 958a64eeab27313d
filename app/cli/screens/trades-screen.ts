import {
  type Decimal,
  formatDecimal,
  minorUnits,
  round,
  type TradeAtRisk,
  type TradesReport,
} from '@tidemark/engine';
import {
  amount,
  gainCell,
  grouped,
  ratio,
  signedAmount,
  UNKNOWN,
  unsignedPercent,
} from '../terminal/numbers.ts';
import { type Paint, painter, signMeaning } from '../terminal/style.ts';
import { type Cell, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/text-width.ts';

/** Trades in order of opening, and how they went all together. */
export function tradesScreen(report: TradesReport, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const { startingBalance, base, decimals, request } = report;
  const start = `starting balance ${amount(startingBalance.amount, decimals)} ${base}`;
  const assumed = startingBalance.source === 'assumed' ? ' (assumed)' : '';
  const heading = `${start}${assumed}, account value at entry on the ${request.basis} basis`;
  const { columns } = terminal;
  const body =
    report.trades.length === 0
      ? ['No trades.']
      : [
          ...tradesTable(report, columns, paint),
          '',
          ...summary(report, paint).flatMap((line) => wrap(line, columns)),
        ];
  return `${[...wrap(heading, columns), '', ...body].join('\n')}\n`;
}

function tradesTable({ trades, decimals, base }: TradesReport, width: number, paint: Paint): string[] {
  return table(
    [
      { title: 'opened', align: 'left' },
      { title: 'closed', align: 'left', rank: 3 },
      { title: 'symbol', align: 'left', narrowTo: 8 },
      { title: 'side', align: 'left', rank: 2 },
      { title: 'quantity', align: 'right', rank: 1 },
      { title: 'entry', align: 'right', rank: 5 },
      { title: 'exit', align: 'right', rank: 6 },
      { title: `value ${base}`, align: 'right', rank: 7 },
      { title: 'risk', align: 'right', rank: 4 },
      { title: 'net P&L', align: 'right' },
      { title: 'R', align: 'right' },
      { title: 'days', align: 'right', rank: 8 },
    ],
    trades.map((trade) => row(trade, decimals)),
    width,
    paint,
  );
}

function row({ trade, accountValue, riskPercent }: TradeAtRisk, decimals: number): Cell[] {
  const { figures, base } = trade;
  return [
    trade.openedAt.slice(0, 16),
    trade.closedAt === null ? 'open' : trade.closedAt.slice(0, 16),
    trade.symbol,
    trade.trip.side,
    grouped(formatDecimal(figures.quantity)),
    price(figures.entryPrice, trade.currency),
    figures.exitPrice === null ? '' : price(figures.exitPrice, trade.currency),
    amount(accountValue, decimals),
    riskPercent === null ? UNKNOWN : unsignedPercent(riskPercent / 100),
    gainCell(base.net, decimals),
    { text: ratio(trade.rMultiple), meaning: signMeaning(trade.rMultiple) },
    String(trade.holdingDays),
  ];
}

function summary({ statistics, open, decimals, base }: TradesReport, paint: Paint): string[] {
  const money = (value: number | null): string =>
    value === null ? UNKNOWN : signedAmount(Math.round(value), decimals);
  const meaning = signMeaning(statistics.netPnl);
  const net = `${money(statistics.netPnl)} ${base}`;
  return [
    `${statistics.closed} closed, ${open} open: ${meaning === null ? net : paint(meaning, net)} net`,
    `won ${statistics.wins}, lost ${statistics.losses}, win rate ${unsignedPercent(statistics.winRate)}, profit factor ${ratio(statistics.profitFactor)}`,
    `average win ${money(statistics.averageWin)}, average loss ${money(statistics.averageLoss)}`,
    `expectancy ${money(statistics.expectancy)} a trade, ${ratio(statistics.expectancyR)} R`,
  ];
}

function price(value: Decimal, currency: string): string {
  const decimals = minorUnits(currency);
  return grouped(formatDecimal(round(value, decimals + 2, 'half-away-from-zero'), decimals));
}
