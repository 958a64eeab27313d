import {
  absolute,
  amountNumber,
  assumedProblems,
  decimal,
  EVENT_TYPES,
  type EventTable,
  exactNumber,
  type Fill,
  formatDay,
  type RoundTrip,
  riskProblems,
  type Trade,
  type ValueBasis,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { unknownId } from '../refusal.ts';
import { derivedOf } from './derived.ts';
import type { TradeDetailDocument } from './documents.ts';
import { findings } from './findings.ts';
import { riskTerms, tradeOf } from './trades.ts';

type FillDocument = TradeDetailDocument['fills'][number];

const ROLES = { entry: 'entry', exit: 'exit', moved: 'adjustment', recost: 'adjustment' } as const;

/** One trade with its fills. Throws Refusal `not_found`. */
export function trade(
  portfolio: OpenPortfolio,
  id: string,
  basis: ValueBasis | undefined = undefined,
): TradeDetailDocument {
  const derived = derivedOf(portfolio);
  const { journal } = derived;
  const trip = journal.trips.find((candidate) => journal.trade(candidate).id === id);
  if (trip === undefined) throw unknownId('trade', id);
  const terms = riskTerms(portfolio, basis);
  const [atRisk] = journal.tradesAtRisk([trip], terms);
  const { source } = journal.startingBalance(terms);
  const { table } = portfolio.facts.book;
  return {
    ...tradeOf(atRisk, journal.decimals),
    basis: terms.basis,
    base_currency: journal.base,
    fills: trip.fills.map((fill) => fillDocument(table, trip, fill, atRisk.trade)),
    problems: findings([...derived.problems, ...assumedProblems(source, 'risk'), ...riskProblems([atRisk])]),
  };
}

function fillDocument(table: EventTable, trip: RoundTrip, fill: Fill, { currency }: Trade): FillDocument {
  const { row, kind, day } = fill;
  const { scales } = trip;
  const seconds = table.time.values[row];
  const amount = (units: Fill['gain']): number => amountNumber(decimal(units, scales.cost), currency);
  return {
    transaction_id: table.rare.id.get(row) ?? `row ${row}`,
    role: ROLES[kind],
    date: formatDay(day),
    time: seconds < 0 ? null : timeText(seconds),
    type: EVENT_TYPES[table.type.values[row]],
    ...exactNumber('quantity', absolute(decimal(fill.quantity, scales.quantity))),
    ...exactNumber('price', table.price.get(row)),
    fee: amount(fill.fees),
    tax: amount(fill.taxes),
    realized_pnl: kind === 'exit' ? amount(fill.gain) : null,
  };
}

/** Seconds after midnight as HH:MM, and :SS where they are not full minutes. */
function timeText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60);
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
