import { type Decimal, ratio, unitPrice } from '../amounts/index.ts';
import { INSTRUMENT_KINDS, type Instrument, type InstrumentKind } from '../ledger/index.ts';
import type { CsvLayout } from './csv.ts';
import { shown } from './problem-list.ts';
import { TableFile, type TableRow } from './table-file.ts';

const COLUMNS = [
  'symbol',
  'kind',
  'currency',
  'multiplier',
  'price_factor',
  'sector',
  'underlying',
  'expiry',
  'strike',
  'right',
];
const LAYOUT: CsvLayout = { columns: COLUMNS, required: ['symbol'], unknownColumns: 'refuse' };
const RIGHTS = ['call', 'put', 'c', 'p'] as const;

/** An instrument as its row states it. */
export interface InstrumentRow extends Instrument {
  /** The code its prices are quoted in (GBX where `currency` is GBP): what `PriceBook.stateCurrency` takes. */
  readonly quotedIn: string | null;
}

/** Reads `symbol,kind,currency,multiplier,price_factor,sector,underlying,expiry,strike,right`; all but `symbol` may be empty. */
export function instrumentFile(file: string): TableFile<InstrumentRow> {
  const symbols = new Set<string>();
  return new TableFile(file, LAYOUT, (row) => readInstrument(row, symbols));
}

function readInstrument(row: TableRow, symbols: Set<string>): InstrumentRow | null {
  const symbol = row.required('symbol');
  const right = row.oneOf('right', RIGHTS);
  const branded = <T>(value: Decimal | null, brand: (value: Decimal) => T): T | null => value && brand(value);
  const instrument: InstrumentRow = {
    symbol: symbol ?? '',
    kind: row.oneOf('kind', INSTRUMENT_KINDS) ?? kindOf(row),
    currency: row.currency('currency'),
    quotedIn: row.text('currency'),
    multiplier: branded(row.positive('multiplier', 'number_invalid'), ratio),
    priceFactor: branded(row.positive('price_factor', 'number_invalid'), ratio),
    sector: row.text('sector'),
    underlying: row.text('underlying'),
    expiry: row.day('expiry'),
    strike: branded(row.positive('strike', 'number_invalid'), unitPrice),
    right: right === null ? null : right.startsWith('c') ? 'call' : 'put',
  };
  if (symbol !== null && symbols.has(symbol)) {
    row.refuse('setting_invalid', 'symbol', `the instrument ${shown(symbol)} is there twice`);
  }
  if (symbol !== null) symbols.add(symbol);
  return row.refused ? null : instrument;
}

/** Of a row that states none: what has a right is an option. */
function kindOf(row: TableRow): InstrumentKind {
  return row.text('right') === null ? 'stock' : 'option';
}
