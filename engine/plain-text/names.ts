import type { Role } from './transactions.ts';

/** Gives each text a name of its own that a program takes; the same text the same name. */
export class Names {
  private readonly shape: (text: string) => string;
  private readonly given = new Map<string, string>();
  private readonly taken: Set<string>;

  /** `taken`: names that stand for something else. */
  constructor(shape: (text: string) => string, taken: Iterable<string> = []) {
    this.shape = shape;
    this.taken = new Set(taken);
  }

  of(text: string): string {
    const known = this.given.get(text);
    if (known !== undefined) return known;
    const wanted = this.shape(text);
    let name = wanted;
    for (let k = 2; this.taken.has(name); k++) name = this.shape(`${wanted}-${k}`);
    this.given.set(text, name);
    this.taken.add(name);
    return name;
  }

  /** Those that are written otherwise than they are called. */
  renamed(): [text: string, name: string][] {
    return [...this.given].filter(([text, name]) => text !== name);
  }
}

const ROLES: Readonly<Record<Role, readonly [root: string, leaf: string]>> = {
  cash: ['Assets', 'Cash'],
  holdings: ['Assets', 'Holdings'],
  futures: ['Assets', 'Futures'],
  opening: ['Equity', 'Opening'],
  deposits: ['Equity', 'Deposits'],
  withdrawals: ['Equity', 'Withdrawals'],
  transferredIn: ['Equity', 'Transfers'],
  transferredOut: ['Equity', 'Transfers'],
  ownIn: ['Equity', 'Transfers'],
  ownOut: ['Equity', 'Transfers'],
  costInKind: ['Equity', 'Transfers'],
  exchanged: ['Equity', 'Conversions'],
  adjustments: ['Equity', 'Unexplained'],
  income: ['Income', 'Earned'],
  gains: ['Income', 'Gains'],
  fees: ['Expenses', 'Fees'],
  taxes: ['Expenses', 'Taxes'],
};

const IN_TRANSIT = 'In-Transit';

/** Names of a journal's accounts: `Assets:Depot:Cash`; between accounts `Assets:In-Transit:Cash`. */
export class AccountNames {
  private readonly names: Names;
  private readonly calledBy: (account: string) => string;

  constructor(shape: (text: string) => string, calledBy: (account: string) => string) {
    this.names = new Names(shape, [IN_TRANSIT]);
    this.calledBy = calledBy;
  }

  of(account: string | null, role: Role): string {
    const [root, leaf] = ROLES[role];
    return `${root}:${account === null ? IN_TRANSIT : this.names.of(this.calledBy(account))}:${leaf}`;
  }
}

/** Letters, digits and hyphens, beginning with a capital or a digit. */
export function beancountAccount(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'Account' : plain[0].toUpperCase() + plain.slice(1);
}

const COMMODITY_LENGTH_MAX = 24;

/** Capitals, digits and few signs: two to twenty-four, of which the first is a letter and the last no sign. */
export function beancountCommodity(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9'._-]+/g, '-')
    .replace(/^[^A-Z]+/, (start) => (/\d/.test(start) ? `X${start.replace(/[^0-9]/g, '')}` : ''));
  const tail = plain.length > COMMODITY_LENGTH_MAX ? plain.slice(-6) : '';
  const short = plain.slice(0, COMMODITY_LENGTH_MAX - tail.length) + tail;
  const ended = short.replace(/[^A-Z0-9]+$/, '');
  return ended.length < 2 ? `${ended || 'X'}-X` : ended;
}

/** Account names take blanks, one at a time, and no colon, semicolon or bracket. */
export function hledgerAccount(text: string): string {
  const plain = text.replace(/[\s:;()[\]]+/g, ' ').trim();
  return plain === '' ? 'Account' : plain;
}

/** Anything between quotes; letters alone need none. */
export function hledgerCommodity(text: string): string {
  const plain = text.replace(/["\s;]+/g, ' ').trim();
  return /^[A-Za-z]+$/.test(plain) ? plain : `"${plain}"`;
}
