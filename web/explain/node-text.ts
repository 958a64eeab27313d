import type { Explained } from '@tidemark/contract';
import { HIDDEN, type Text } from '../text/index.ts';
import type { Asked } from './asked.ts';

type Stated = Explained['explanation'];

/** A number, what it is, and what it was made from. */
export type Node = Omit<Stated, 'children' | 'checks'> & {
  readonly children: readonly Node[];
  readonly checks?: readonly Node[];
};

/** The contract types only the first level of a tree. */
export const treeOf = (explanation: object): Node => explanation as Node;

const DECIMAL = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** How the parent takes a part, where that is not by adding it. */
const SIGNS: Readonly<Record<string, string>> = { minus: '−', times: '×', over: '÷', outflow: '−' };
export const signOfPart = ({ as }: Node): string => SIGNS[as ?? ''] ?? '';

/** The value as it is read; amounts and quantities are masked where values are hidden, prices and rates are not. */
export function valueText(node: Node, text: Text): string {
  const { value, unit, figure, source } = node;
  if (!DECIMAL.test(value)) return value;
  if (unit === 'units') return text.quantity(value);
  if (unit === 'percent' || figure?.endsWith('_percent'))
    return text.percent(Number(value), { signed: true });
  if (unit === 'ratio') return RETURNS.has(figure ?? '') ? text.ratio(Number(value)) : text.plain(value, 6);
  if (unit.includes('/')) return text.plain(value, 4);
  if (unit === 'text' || unit === '') return value;
  return source?.kind === 'price' || figure === 'price' ? text.price(value, unit) : text.money(value, unit);
}

const RETURNS: ReadonlySet<string> = new Set([
  'drawdown',
  'max_drawdown',
  'twr',
  'twr_annualized',
  'xirr',
  'modified_dietz',
  'volatility',
]);

/** The label with the accounts by their names; quantities within it are masked as others are, days are not. */
export function labelText({ label }: Node, { reader }: Text, names: AccountNames): string {
  const named = label.replace(ACCOUNT_ID, (id) => names.get(id) ?? id);
  if (!reader.isHidden) return named;
  return named.replace(/\d{4}-\d\d-\d\d|\d[\d.,]*/g, (part) => (part.includes('-') ? part : HIDDEN));
}

/** Of accounts, by their ids. */
export type AccountNames = ReadonlyMap<string, string>;

const ACCOUNT_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Where a fact stands: in words, and for an event its row of the ledger. */
export function sourceOf(node: Node, text: Text): { readonly said: string; readonly event?: string } | null {
  const { source } = node;
  if (source === undefined) return null;
  const of = (name: string) => (typeof source[name] === 'string' ? (source[name] as string) : null);
  switch (source.kind) {
    case 'event': {
      const id = of('id');
      return { said: `${text.date(of('day'))}`, ...(id !== null && { event: id }) };
    }
    case 'price':
      return { said: [of('source'), text.date(of('quoted'))].filter(Boolean).join(', ') };
    case 'rate':
      return { said: [of('source'), text.date(of('quoted') ?? of('day'))].filter(Boolean).join(', ') };
    case 'split':
      return { said: `split, ${text.date(of('day'))}` };
    case 'report':
      return { said: `reported by the broker, ${text.date(of('day'))}` };
  }
}

/** How to ask for a part that is a figure itself; null for others. */
export function askedBy({ ask }: Node): Asked | null {
  if (ask === undefined) return null;
  const { figure, day, from, symbol, account } = ask as Record<string, string | null>;
  return {
    figure: figure ?? 'equity',
    ...(day && { date: day }),
    ...(from && { from }),
    ...(symbol && { symbol }),
    ...(account && { account }),
  };
}

/** What is not as sure as a fact, in words. */
export const CERTAINTIES: Readonly<Record<Node['certainty'], string | null>> = {
  exact: null,
  carried: 'with a price of an earlier day',
  stale: 'with a stale price',
  estimated: 'estimated',
};
