import { parseOptionSymbol } from '@tidemark/engine';
import type { ActivityReading } from '../../service/ports/index.ts';
import { isNothing, magnitude, quotient, signOfText } from '../exact.ts';
import { eventOf, readAs, unclassified } from '../reading.ts';
import type { AlpacaRow } from './activity-row.ts';

/** The rows of one corporate action: units that went, units that came, money. */
interface Parts {
  readonly gone: AlpacaRow | undefined;
  readonly come: AlpacaRow | undefined;
  readonly amount: string | undefined;
}

/**
 * Reads a row of a corporate action together with the others of its group. The row that takes units away says it all,
 * the one that brings them nothing more. What a single row does not say (the parent of a spin-off) is not guessed.
 */
export function readGroup(row: AlpacaRow, group: readonly AlpacaRow[]): ActivityReading {
  const parts = partsOf(group);
  const first = parts.gone ?? parts.come ?? row;
  if (group.length > 1 && parts.gone !== undefined && row !== first && isPart(row, parts)) return readAs();
  const reading = row === first ? together(row, parts) : null;
  return reading ?? unreadable(row);
}

function partsOf(group: readonly AlpacaRow[]): Parts {
  const moving = group.filter(({ quantity }) => !isNothing(quantity));
  const gone = moving.filter(({ quantity = '0' }) => signOfText(quantity) < 0);
  const come = moving.filter(({ quantity = '0' }) => signOfText(quantity) > 0);
  const money = group.filter(({ amount }) => !isNothing(amount));
  const isClear = gone.length <= 1 && come.length <= 1 && money.length <= 1;
  return isClear
    ? { gone: gone[0], come: come[0], amount: money[0]?.amount }
    : { gone: undefined, come: undefined, amount: undefined };
}

const isPart = (row: AlpacaRow, { come, amount }: Parts): boolean =>
  row === come || (amount !== undefined && row.amount === amount);

function together(row: AlpacaRow, parts: Parts): ActivityReading | null {
  switch (row.type) {
    case 'SPLIT':
    case 'SSP':
    case 'DIV':
      return split(row, parts);
    case 'NC':
    case 'SC':
      return renamed(row, parts);
    case 'MA':
    case 'REORG':
    case 'VOF':
      return merged(row, parts);
    default:
      return null;
  }
}

function split({ date, currency, note }: AlpacaRow, { gone, come }: Parts): ActivityReading | null {
  const only = gone ?? come;
  if (only?.symbol === undefined) return null;
  if (gone === undefined || come === undefined)
    return readAs(eventOf({ date, type: 'split', symbol: only.symbol, currency, note }, only.quantity));
  const ratio = quotient(magnitude(come.quantity ?? '0'), magnitude(gone.quantity ?? '0'));
  if (gone.symbol === come.symbol)
    return readAs(eventOf({ date, type: 'split', symbol: gone.symbol, ratio, currency, note }));
  return readAs(
    eventOf({ date, type: 'merger', symbol: gone.symbol, toSymbol: come.symbol, ratio, currency, note }),
  );
}

function renamed({ date, currency, note }: AlpacaRow, { gone, come }: Parts): ActivityReading | null {
  if (gone?.symbol === undefined || come?.symbol === undefined || gone.symbol === come.symbol) return null;
  if (magnitude(gone.quantity ?? '0') !== magnitude(come.quantity ?? '0')) return null;
  return readAs(
    eventOf({ date, type: 'rename', symbol: gone.symbol, toSymbol: come.symbol, currency, note }),
  );
}

function merged({ date, currency, note }: AlpacaRow, { gone, come, amount }: Parts): ActivityReading | null {
  if (gone?.symbol === undefined) return null;
  const quantity = magnitude(gone.quantity ?? '0');
  const common = { date, symbol: gone.symbol, currency, note };
  if (come?.symbol === undefined)
    return readAs(
      eventOf({ ...common, type: 'sell', quantity, price: amount === undefined ? '0' : undefined, amount }),
    );
  const ratio = quotient(magnitude(come.quantity ?? '0'), quantity);
  return readAs(eventOf({ ...common, type: 'merger', toSymbol: come.symbol, ratio, amount }));
}

function unreadable(row: AlpacaRow): ActivityReading {
  const { type, date, symbol, quantity, price, amount, currency } = row;
  const why = `Alpaca's ${JSON.stringify(type)} does not say all that its event needs`;
  return unclassified({ date, symbol, quantity, price, amount, currency }, why);
}

/** Options that are exercised or assigned and the trades of the stock that follow from it share a link. */
export function linksOf(rows: readonly AlpacaRow[]): Map<AlpacaRow, string> {
  const links = new Map<AlpacaRow, string>();
  const ends = rows.filter(({ type }) => type === 'OPASN' || type === 'OPEXC' || type === 'OPXRC');
  for (const end of ends) {
    const root = parseOptionSymbol(end.symbol ?? '')?.root;
    const trade = rows.find(
      (row) =>
        row.type === 'OPTRD' &&
        row.date === end.date &&
        !links.has(row) &&
        (end.group !== undefined && row.group !== undefined ? row.group === end.group : row.symbol === root),
    );
    if (trade === undefined) continue;
    const link = `${end.symbol} ${end.date}`;
    links.set(end, link);
    links.set(trade, link);
  }
  return links;
}
