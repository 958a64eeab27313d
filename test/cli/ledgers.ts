/** The ledgers that the tests of `tidemark value` share, small enough to be worked out by hand. */
import { afterAll } from 'vitest';
import { type Answer, folderOf, tidemark } from './tidemark.ts';

/**
 * Ten ACME bought at 100 on Wednesday 3 January 2024 with 1,000 of 2,000 paid in; a dividend of 21.25 after 3.75 tax; 500
 * more on Saturday 13 January; four sold at 120 on 17 January with a fee of 1; 200 taken out on 19 January.
 */
const LEDGER = [
  'date,type,symbol,quantity,price,amount,fee,tax',
  '2024-01-02,deposit,,,,2000.00,,',
  '2024-01-03,buy,ACME,10,100.00,-1000.00,,',
  '2024-01-10,dividend,ACME,,,21.25,,3.75',
  '2024-01-13,deposit,,,,500.00,,',
  '2024-01-17,sell,ACME,4,120.00,479.00,1.00,',
  '2024-01-19,withdrawal,,,,-200.00,,',
  '',
].join('\n');

export const PRICES = [
  'date,symbol,price,currency',
  '2024-01-03,ACME,100.00,USD',
  '2024-01-10,ACME,105.00,USD',
  '2024-01-12,ACME,110.00,USD',
  '2024-01-17,ACME,120.00,USD',
  '2024-01-19,ACME,115.00,USD',
  '2024-01-31,ACME,117.50,USD',
  '',
].join('\n');

const FILES = {
  'ledger.csv': LEDGER,
  'prices.csv': PRICES,
  'empty.csv': 'date,type,symbol,quantity,price,amount\n',
  'opening.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,opening,,,,10000.00\n2024-01-02,opening,ACME,10,90.00,\n2024-01-10,deposit,,,,500.00\n2024-01-11,withdrawal,,,,-800.00\n',
  'no-money.csv':
    'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,100.00\n2024-01-17,sell,ACME,10,120.00\n',
  'sold-first.csv':
    'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,100.00\n2024-01-10,sell,ACME,10,105.00\n2024-01-17,buy,ACME,10,120.00\n2024-01-17,buy,ACME,10,140.00\n',
  'two-accounts.csv':
    'date,account,type,symbol,quantity,price,amount\n2024-01-02,a,deposit,,,,2000.00\n2024-01-02,b,deposit,,,,1000.00\n2024-01-03,a,buy,ACME,10,100.00,\n2024-01-10,a,transfer_out,,,,-300.00\n2024-01-10,b,transfer_in,,,,300.00\n2024-01-11,b,buy,ACME,2,105.00,\n',
  'short.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,1000.00\n2024-01-03,sell,ACME,10,100.00,\n2024-01-31,fee,,,,-1200.00\n',
  'bad.csv':
    'date,type,symbol,quantity,price,amount\n2024-13-01,buy,ACME,1,1,\n2024-01-02,withdrawal,,,,100\n2024-01-02,jump,,,,1\n',
  'bad-prices.csv': 'date,symbol,price\n2024-01-02,ACME,one\n',
  'oversold.csv': 'date,account,type,symbol,quantity,price\n2024-01-03,cash,sell,ACME,1,100.00\n',
  'accounts.csv': 'name,type,allow_short\ncash,cash,false\n',
  'coin.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,2000.00\n2024-01-03,buy,ACME,10,100.00,\n',
  'instruments.csv': 'symbol,kind,currency\nACME,crypto,USD\n',
  'euro.csv':
    'date,type,symbol,quantity,price,amount,currency\n2024-01-02,deposit,,,,1000.00,EUR\n2024-01-03,buy,ACME,10,50.00,,EUR\n',
  'euro-prices.csv': 'date,symbol,price,currency\n2024-01-03,ACME,50.00,EUR\n2024-01-31,ACME,60.00,EUR\n',
  'fx/EURUSD.csv': 'date,rate\n2024-01-02,1.10\n2024-01-31,1.20\n',
  'split-ledger.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,2000.00\n2024-01-03,buy,ACME,10,100.00,\n',
  'split-prices.csv': 'date,symbol,price,currency\n2024-01-03,ACME,100.00,USD\n2024-01-31,ACME,52.00,USD\n',
  'splits.csv': 'date,symbol,ratio\n2024-01-15,ACME,2\n',
};

export interface Bench {
  readonly folder: string;
  /** `tidemark value … --json` */
  readonly value: (...args: string[]) => Answer;
  /** The same of the usual ledger and its prices. */
  readonly usual: (...args: string[]) => Answer;
}

/** A folder with all files for the tests of one file. */
export function ledgers(): Bench {
  const { folder, remove } = folderOf(FILES);
  afterAll(remove);
  const value = (...args: string[]): Answer => tidemark(['value', ...args, '--json'], folder);
  return {
    folder,
    value,
    usual: (...args) => value('--ledger', 'ledger.csv', '--prices', 'prices.csv', ...args),
  };
}

/** Whole cents of an amount or of its text. */
export const cents = (amount: number | string): number => Math.round(Number(amount) * 100);
