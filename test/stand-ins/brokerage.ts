/** An account at a broker: facts, which each stand-in server tells in its provider's format. */
export interface Brokerage {
  /** The broker's own. */
  number: string;
  /** The provider's; a new connection has new ones. */
  externalId: string;
  /** Decimals as text. */
  cash: string;
  equity: string;
  positions: BrokeragePosition[];
  activities: BrokerageActivity[];
  /** What it was worth at the ends of days, where the provider tells it; null: it does not. */
  values: { readonly date: string; readonly equity: string }[] | null;
  /** The owner has taken the access away. */
  isRevoked: boolean;
}

export interface BrokeragePosition {
  readonly symbol: string;
  readonly quantity: string;
  readonly unitCost: string | null;
  readonly price: string;
}

export interface BrokerageActivity {
  readonly id: string;
  readonly kind: 'deposit' | 'withdrawal' | 'buy' | 'sell' | 'dividend' | 'interest' | 'fee' | 'unheard-of';
  readonly date: string;
  readonly symbol?: string;
  readonly quantity?: string;
  readonly price?: string;
  /** What the cash changed by, signed. */
  readonly amount: string;
}

const activity = (
  id: string,
  kind: BrokerageActivity['kind'],
  date: string,
  amount: string,
  trade: Pick<BrokerageActivity, 'symbol' | 'quantity' | 'price'> = {},
): BrokerageActivity => ({ id, kind, date, amount, ...trade });

const fill = (quantity: string, price: string) => ({ symbol: 'ACME', quantity, price });

/**
 * Cash: 10,000 − 1,000 − 1,000 + 5 − 1.50 + 2.25 + 440 + 7 − 500 = 7,952.75. ACME: 10 + 10 − 4 = 16, at 112 each
 * 1,792; together 9,744.75. Two of the fills are twins.
 */
export const brokerage = (): Brokerage => ({
  number: 'U7-0012',
  externalId: 'first-id',
  cash: '7952.75',
  equity: '9744.75',
  positions: [{ symbol: 'ACME', quantity: '16', unitCost: '100', price: '112' }],
  activities: [
    activity('a1', 'deposit', '2024-01-02', '10000'),
    activity('a2', 'buy', '2024-01-03', '-1000', fill('10', '100')),
    activity('a3', 'buy', '2024-01-03', '-1000', fill('10', '100')),
    activity('a4', 'dividend', '2024-02-15', '5', { symbol: 'ACME' }),
    activity('a5', 'fee', '2024-02-20', '-1.5'),
    activity('a6', 'interest', '2024-02-29', '2.25'),
    activity('a7', 'sell', '2024-03-01', '440', fill('4', '110')),
    activity('a8', 'unheard-of', '2024-03-04', '7'),
    activity('a9', 'withdrawal', '2024-03-05', '-500'),
  ],
  values: null,
  isRevoked: false,
});

/** What the ledger makes of it: `date type symbol quantity amount`, in order. */
export const BROKERAGE_EVENTS: readonly string[] = [
  '2024-01-02 deposit - - 10000',
  '2024-01-03 buy ACME 10 -1000',
  '2024-01-03 buy ACME 10 -1000',
  '2024-02-15 dividend ACME - 5',
  '2024-02-20 fee - - -1.5',
  '2024-02-29 interest - - 2.25',
  '2024-03-01 sell ACME 4 440',
  '2024-03-04 unclassified - - 7',
  '2024-03-05 withdrawal - - -500',
];

/** So many more deposits of one cent, one a day: more than fit one page. */
export function manyDeposits(count: number): BrokerageActivity[] {
  return Array.from({ length: count }, (_, k) => {
    const date = new Date(Date.UTC(2023, 0, 1 + k)).toISOString().slice(0, 10);
    return activity(`many-${k}`, 'deposit', date, '0.01');
  });
}
