/** A small random ledger, and the same in the languages of hledger and beancount. */
import { addDays, type Day, day, formatDay } from '../../engine/index.ts';
import { Numbers } from '../random-numbers.ts';

const SYMBOLS = ['AAA', 'BBB', 'CCC'] as const;
const FIRST = day(18262);

/** Amounts in cents; quantities in hundredths. */
type Move = { readonly on: Day; readonly fee: number } & (
  | { readonly type: 'deposit' | 'withdrawal' | 'dividend'; readonly cents: number }
  | {
      readonly type: 'buy' | 'sell';
      readonly symbol: string;
      readonly hundredths: number;
      readonly price: number;
    }
);
type Quote = { readonly on: Day; readonly symbol: string; readonly price: number };
export type Book = { readonly moves: readonly Move[]; readonly quotes: readonly Quote[]; readonly last: Day };

/** Each move on a day of its own, so that no program's order within a day matters; nothing is sold short. */
export function randomBook(seed: number, size: number): Book {
  const numbers = new Numbers(seed);
  const prices = new Map(SYMBOLS.map((symbol) => [symbol as string, 1000 + numbers.below(20000)]));
  const held = new Map<string, number>();
  const quotes: Quote[] = [];
  const moves: Move[] = [{ on: FIRST, fee: 0, type: 'deposit', cents: 100_000_000 }];
  let on = FIRST;
  while (moves.length < size) {
    on = addDays(on, 1 + numbers.below(20));
    for (const [symbol, price] of prices) {
      const next = Math.max(50, Math.round(price * (0.9 + numbers.below(2001) / 10000)));
      prices.set(symbol, next);
      quotes.push({ on, symbol, price: next });
    }
    moves.push(randomMove(numbers, on, prices, held));
  }
  return { moves, quotes, last: on };
}

function randomMove(numbers: Numbers, on: Day, prices: Map<string, number>, held: Map<string, number>): Move {
  const symbol = SYMBOLS[numbers.below(SYMBOLS.length)] as string;
  const price = prices.get(symbol) ?? 0;
  const owned = held.get(symbol) ?? 0;
  const fee = numbers.below(3) * 99;
  const kind = numbers.below(10);
  if (kind === 0) return { on, fee: 0, type: 'deposit', cents: 1 + numbers.below(1_000_000) };
  if (kind === 1) return { on, fee: 0, type: 'withdrawal', cents: 1 + numbers.below(1_000_000) };
  if (kind === 2) return { on, fee: 0, type: 'dividend', cents: 1 + numbers.below(10_000) };
  if (kind < 6 && owned > 0) {
    const hundredths = 1 + numbers.below(owned);
    held.set(symbol, owned - hundredths);
    return { on, fee, type: 'sell', symbol, hundredths, price };
  }
  const hundredths = 1 + numbers.below(10_000);
  held.set(symbol, owned + hundredths);
  return { on, fee, type: 'buy', symbol, hundredths, price };
}

/** A whole number of 10^-digits in plain notation. */
function decimal(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  return `${units < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** What a move changes the cash by: units of 0.0001, exactly quantity × price less the fee. */
function cash(move: Move): string {
  if (!('symbol' in move))
    return decimal(move.type === 'withdrawal' ? -move.cents * 100 : move.cents * 100, 4);
  const gross = move.hundredths * move.price;
  return decimal((move.type === 'buy' ? -gross : gross) - move.fee * 100, 4);
}

export function neutral({ moves, quotes }: Book): { ledger: string; prices: string } {
  const rows = moves.map((move) => {
    const what =
      'symbol' in move
        ? `${move.symbol},${decimal(move.hundredths, 2)},${decimal(move.price, 2)},,${decimal(move.fee, 2)}`
        : `,,,${cash(move)},`;
    return `${formatDay(move.on)},${move.type},${what}`;
  });
  const prices = quotes.map(({ on, symbol, price }) => `${formatDay(on)},${symbol},${decimal(price, 2)}`);
  return {
    ledger: ['date,type,symbol,quantity,price,amount,fee', ...rows].join('\n'),
    prices: ['date,symbol,price', ...prices].join('\n'),
  };
}

const OTHER_SIDE = {
  deposit: 'Equity:Owner',
  withdrawal: 'Equity:Owner',
  dividend: 'Income:Dividends',
} as const;

export function hledgerJournal({ moves, quotes }: Book): string {
  const prices = quotes.map(
    ({ on, symbol, price }) => `P ${formatDay(on)} ${symbol} ${decimal(price, 2)} USD`,
  );
  const entries = moves.map((move) => {
    const lines = [formatDay(move.on), `  Assets:Cash  ${cash(move)} USD`];
    if (!('symbol' in move)) return [...lines, `  ${OTHER_SIDE[move.type]}`].join('\n');
    const quantity = decimal(move.type === 'buy' ? move.hundredths : -move.hundredths, 2);
    lines.push(`  Assets:${move.symbol}  ${quantity} ${move.symbol} @ ${decimal(move.price, 2)} USD`);
    return [...lines, `  Expenses:Fees  ${decimal(move.fee, 2)} USD`].join('\n');
  });
  return ['commodity 1.00000000 USD', ...prices, ...entries, ''].join('\n\n');
}

export function beancountLedger({ moves, quotes }: Book): string {
  const accounts = ['Assets:Cash', 'Equity:Owner', 'Income:Dividends', 'Income:Gains', 'Expenses:Fees'];
  const opened = [...accounts, 'Assets:Shares'].map((name) => `2000-01-01 open ${name}`);
  const prices = quotes.map(
    ({ on, symbol, price }) => `${formatDay(on)} price ${symbol} ${decimal(price, 2)} USD`,
  );
  const entries = moves.map((move) => {
    const lines = [`${formatDay(move.on)} * "${move.type}"`, `  Assets:Cash  ${cash(move)} USD`];
    if (!('symbol' in move)) return [...lines, `  ${OTHER_SIDE[move.type]}`].join('\n');
    const quantity = `${decimal(move.hundredths, 2)} ${move.symbol}`;
    const price = `${decimal(move.price, 2)} USD`;
    lines.push(`  Expenses:Fees  ${decimal(move.fee, 2)} USD`);
    if (move.type === 'buy') return [...lines, `  Assets:Shares  ${quantity} {${price}}`].join('\n');
    return [...lines, `  Assets:Shares  -${quantity} {} @ ${price}`, '  Income:Gains'].join('\n');
  });
  return ['option "booking_method" "FIFO"', ...opened, ...prices, ...entries, ''].join('\n\n');
}
