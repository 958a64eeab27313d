import { CALENDAR_NAMES, isZoneName } from '../calendar/index.ts';
import { type Account, LOT_METHODS } from '../ledger/index.ts';
import type { CsvLayout } from './csv.ts';
import { shown } from './problem-list.ts';
import { TableFile, type TableRow } from './table-file.ts';

const COLUMNS = ['name', 'type', 'currency', 'time_zone', 'calendar', 'lot_method', 'allow_short'];
const LAYOUT: CsvLayout = { columns: COLUMNS, required: ['name'], unknownColumns: 'refuse' };
const ACCOUNT_TYPES = ['cash', 'margin'] as const;
const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** An account of which nothing is stated: New York's time and sessions, dollars, shorts allowed. */
export const MAIN_ACCOUNT: Account = {
  name: 'main',
  type: 'margin',
  currency: 'USD',
  timeZone: 'America/New_York',
  calendar: 'XNYS',
  lotMethod: null,
  allowShort: true,
};

/** Reads `name,type,currency,time_zone,calendar,lot_method,allow_short`; what is left empty is as in MAIN_ACCOUNT. */
export function accountFile(file: string): TableFile<Account> {
  const names = new Set<string>();
  return new TableFile(file, LAYOUT, (row) => readAccount(row, names));
}

function readAccount(row: TableRow, names: Set<string>): Account | null {
  const name = row.required('name');
  const account: Account = {
    name: name ?? '',
    type: row.oneOf('type', ACCOUNT_TYPES) ?? MAIN_ACCOUNT.type,
    currency: row.currency('currency') ?? MAIN_ACCOUNT.currency,
    timeZone: readZone(row) ?? MAIN_ACCOUNT.timeZone,
    calendar: row.oneOf('calendar', CALENDAR_NAMES) ?? MAIN_ACCOUNT.calendar,
    lotMethod: row.oneOf('lot_method', LOT_METHODS),
    allowShort: readAllowShort(row) ?? MAIN_ACCOUNT.allowShort,
  };
  if (name !== null && names.has(name))
    row.refuse('setting_invalid', 'name', `the account ${shown(name)} is there twice`);
  if (name !== null) names.add(name);
  return row.refused ? null : account;
}

function readZone(row: TableRow): string | null {
  const zone = row.text('time_zone');
  if (zone === null || isZoneName(zone)) return zone;
  row.refuse('setting_invalid', 'time_zone', `${shown(zone)} is not a time zone that is known`);
  return null;
}

function readAllowShort(row: TableRow): boolean | null {
  const word = row.oneOf('allow_short', [...YES, ...NO]);
  return word === null ? null : YES.includes(word);
}
