import { absolute, add, compare, type Decimal, decimal, multiply, signOf, subtract } from '@tidemark/engine';
import type { Kind } from './format.ts';
import type { Questions } from './questions.ts';
import type { Row } from './row.ts';

/** How a file writes money. */
export interface AmountWords {
  /** Whether the amount of a trade contains its costs. */
  readonly basis: 'net' | 'gross';
  /** Kinds of which some row has a negative amount: their signs mean something. */
  readonly signed: ReadonlySet<Kind>;
  /** Whether cash that goes out is written with a minus anywhere. */
  readonly isSigned: boolean;
  /** The sign that costs are written with: 1 or -1. The other sign is a refund. */
  readonly costSign: { readonly fee: number; readonly tax: number };
}

const OUT: readonly Kind[] = ['buy', 'withdrawal', 'fee', 'tax'];
const NOTHING = decimal(0, 0);
/** As many trades with costs show whether they are in the amount. */
const TRADES_MAX = 2000;

/** What the rows of a file show of its amounts, collected row by row. */
export class AmountEvidence {
  private readonly signed = new Set<Kind>();
  private readonly costs = { fee: 0, tax: 0 };
  private readonly fits = { net: 0, gross: 0, neither: 0 };
  private firstLine: number | null = null;

  /** Takes note of a row that was read as of that kind. */
  see(row: Row, kind: Kind): void {
    for (const field of ['fee', 'tax'] as const) this.costs[field] += row.sign(field);
    const amount = row.number('amount');
    if (amount === null) return;
    if (signOf(amount) < 0) this.signed.add(kind);
    if (kind === 'buy' || kind === 'sell' || kind === 'trade') this.seeTrade(row, kind, absolute(amount));
  }

  private seeTrade(row: Row, kind: 'buy' | 'sell' | 'trade', amount: Decimal): void {
    if (this.fits.net + this.fits.gross + this.fits.neither >= TRADES_MAX) return;
    const [quantity, price] = [row.number('quantity'), row.number('price')];
    const fee = row.number('fee');
    const costs = absolute(add(fee ?? NOTHING, row.number('tax') ?? NOTHING));
    const [of, inCurrency] = [row.text('priceCurrency'), row.text('currency')];
    if (quantity === null || price === null || signOf(costs) === 0) return;
    if (of !== '' && inCurrency !== '' && of !== inCurrency) return;
    const gross = absolute(multiply(quantity, multiply(price, row.number('multiplier') ?? decimal(1, 0))));
    const slack = add(multiply(absolute(quantity), decimal(5, Math.max(price.scale, 2) + 1)), decimal(1, 2));
    if (compare(costs, add(slack, slack)) <= 0) return;
    const isSale = kind === 'sell' || (kind === 'trade' && row.sign('quantity') < 0);
    const net = isSale ? subtract(gross, costs) : add(gross, costs);
    const within = (expected: Decimal): boolean =>
      compare(absolute(subtract(absolute(expected), amount)), slack) <= 0;
    if (within(net)) this.fits.net++;
    else if (within(gross)) this.fits.gross++;
    else this.fits.neither++;
    this.firstLine ??= row.line;
  }

  /** The conclusion; `declared` counts where the rows prove neither, and the reader asks where nothing does. */
  conclude(declared: 'net' | 'gross' | undefined, questions: Questions): AmountWords {
    const { net, gross } = this.fits;
    const costSign = { fee: this.costs.fee < 0 ? -1 : 1, tax: this.costs.tax < 0 ? -1 : 1 };
    const isSigned = OUT.some((kind) => this.signed.has(kind));
    const shown = { signed: this.signed, isSigned, costSign };
    if (net > 0 !== gross > 0) return { basis: net > 0 ? 'net' : 'gross', ...shown };
    const proposed = declared ?? (gross > net ? 'gross' : 'net');
    if (this.firstLine === null || (declared !== undefined && net === 0))
      return { basis: proposed, ...shown };
    const answer = questions.ask(
      {
        id: 'amount_basis',
        text: 'Do the amounts of trades contain the fees?',
        why:
          net > 0
            ? 'Some rows say so, others do not.'
            : 'Quantity × price makes the amount of no row with a fee.',
        choices: [
          { value: 'net', label: 'yes: the amount is what the cash changed by' },
          { value: 'gross', label: 'no: fees come on top' },
        ],
        proposed,
      },
      this.firstLine,
    );
    return { basis: (answer ?? proposed) as AmountWords['basis'], ...shown };
  }
}
