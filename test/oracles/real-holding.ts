/** A real share bought once and held, its dividends dealt with in one of several ways, as a neutral ledger. */
import { type Day, formatDay } from '../../engine/index.ts';
import { closes, dividends, splits } from './market-history.ts';

/**
 * What becomes of a dividend on its ex-date: nothing at all; cash; shares at that day's close; shares at the close
 * before less the dividend, which is how prices are adjusted backwards.
 */
export type DividendUse = 'none' | 'cash' | 'reinvested' | 'back-adjusted';

export type Holding = {
  readonly symbol: string;
  /** The day of the purchase, a session, at its close. */
  readonly from: string;
  readonly to: string;
  readonly shares: number;
  readonly dividends: DividendUse;
  /** Whether the ledger itself has the splits; a splits file has them otherwise. */
  readonly splitsInLedger: boolean;
};

export function ledgerOf(holding: Holding): string {
  const rows = ['date,type,symbol,quantity,price,amount,ratio'];
  const [first, ...sessions] = closes(holding.symbol, holding.from, holding.to);
  if (first === undefined) throw new Error(`no price of ${holding.symbol} from ${holding.from} on`);
  rows.push(`${formatDay(first.day)},opening,${holding.symbol},${holding.shares},${first.close},,`);
  const ratios = byDay(splits(holding.symbol));
  const payments = byDay(dividends(holding.symbol));
  let shares = holding.shares;
  let before = first.close;
  for (const { day, close } of sessions) {
    const ratio = ratios.get(day) ?? 1;
    if (ratio !== 1 && holding.splitsInLedger)
      rows.push(`${formatDay(day)},split,${holding.symbol},,,,${ratio}`);
    shares *= ratio;
    const each = payments.get(day);
    if (each !== undefined) {
      const price = holding.dividends === 'back-adjusted' ? before / ratio - each : close;
      shares = paid(rows, holding, { day, amount: shares * each, price }, shares);
    }
    before = close;
  }
  return rows.join('\n');
}

/** Books a dividend; answers the shares held after it. */
function paid(
  rows: string[],
  holding: Holding,
  { day, amount, price }: { day: Day; amount: number; price: number },
  shares: number,
): number {
  const cash = amount.toFixed(6);
  if (holding.dividends === 'none') return shares;
  rows.push(`${formatDay(day)},dividend,${holding.symbol},,,${cash},`);
  if (holding.dividends === 'cash') return shares;
  const bought = (amount / price).toFixed(6);
  rows.push(`${formatDay(day)},buy,${holding.symbol},${bought},,-${cash},`);
  return shares + Number(bought);
}

function byDay(actions: readonly { day: Day; amount: number }[]): Map<Day, number> {
  return new Map(actions.map(({ day, amount }) => [day, amount]));
}
