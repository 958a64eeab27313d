import { readCurrency, readText, readType, shown } from './column-text.ts';
import { type ContractTerms, contractTerms, SHARES } from './contract-terms.ts';
import type { Column } from './fields.ts';
import type { AccountLookup, InstrumentLookup } from './instrument.ts';
import type { Report } from './report.ts';
import type { EventTable } from './table.ts';

/** What the events of a ledger are read by. */
export interface LedgerContext {
  /** Of events that name no currency, in accounts that name none. */
  readonly baseCurrency: string;
  /** Null where any account name will do; else an account that is not found is a problem. */
  readonly accounts: AccountLookup | null;
  readonly instruments: InstrumentLookup;
}

/** The account of events that name none. */
export const DEFAULT_ACCOUNT = 'main';

/** A currency's number in the table × 4 + the decimals by which its figures shift; below zero if it is none. */
export type PackedCurrency = number;

/** Of a currency column that is empty. */
export const UNSTATED: PackedCurrency = -2;

/** The numbers by which a table knows types, accounts, symbols and currencies, and what the context says of them. */
export class LedgerNames {
  private readonly context: LedgerContext;
  private readonly table: EventTable;
  private readonly terms: ContractTerms[] = [];
  private readonly currencies: PackedCurrency[] = [];

  constructor(context: LedgerContext, table: EventTable) {
    this.context = context;
    this.table = table;
  }

  /** A place in EVENT_TYPES, a number of the table, a packed currency; below zero, and reported, if it is none. */
  numberOf(column: Column, text: string, report: Report): number {
    switch (column) {
      case 'type':
        return readType(text, report) ?? -1;
      case 'account':
        return this.accountNumber(text, report);
      case 'symbol':
      case 'to_symbol': {
        const symbol = readText(text, column, report);
        return symbol === null ? -1 : this.table.symbols.numberOf(symbol);
      }
      default:
        return this.packCurrency(text, column, report);
    }
  }

  /** The currency of an account's events that name none. */
  accountCurrency(account: number, report: Report): PackedCurrency {
    if (account < 0) return -1;
    const known = this.currencies[account];
    if (known !== undefined) return known;
    const ofAccount = this.context.accounts?.(this.table.accounts.texts[account])?.currency;
    const currency = this.packCurrency(ofAccount ?? this.context.baseCurrency, 'currency', report);
    this.currencies[account] = currency;
    return currency;
  }

  /** The same where it has been asked for before, else below zero. */
  knownCurrency(account: number): PackedCurrency {
    return this.currencies[account] ?? -1;
  }

  termsOf(symbol: number): ContractTerms {
    if (symbol < 0) return SHARES;
    const known = this.terms[symbol];
    if (known !== undefined) return known;
    const text = this.table.symbols.texts[symbol];
    const terms = contractTerms(text, this.context.instruments(text));
    this.terms[symbol] = terms;
    return terms;
  }

  private accountNumber(text: string, report: Report): number {
    const name = readText(text, 'account', report);
    if (name === null) return -1;
    if (this.context.accounts === null || this.context.accounts(name) !== undefined) {
      return this.table.accounts.numberOf(name);
    }
    report('account_unknown', 'account', `account ${shown(name)} is not known`);
    return -1;
  }

  private packCurrency(text: string, column: Column, report: Report): PackedCurrency {
    const quoted = readCurrency(text, column, report);
    return quoted === null ? -1 : this.table.currencies.numberOf(quoted.code) * 4 + quoted.shift;
  }
}
