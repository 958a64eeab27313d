/** The files of the neutral format: read from bytes that come in pieces, every problem located. */
export { accountFile, MAIN_ACCOUNT } from './account-file.ts';
export { type CsvHandler, type CsvLayout, type CsvRow, CsvScanner, ROW_BYTES_MAX } from './csv.ts';
export { type DatedLayout, DatedReader, type DatedRows } from './dated-file.ts';
export { guarded, withoutGuard } from './guarded-text.ts';
export { type InstrumentRow, instrumentFile } from './instrument-file.ts';
export { nameOfFile, PriceFile, type PriceFileKind } from './price-file.ts';
export { PROBLEMS_LISTED_MAX, ProblemList, shown } from './problem-list.ts';
export { RateFile, type RateFileKind } from './rate-file.ts';
export { splitFile } from './split-file.ts';
export { TableFile, TableRow } from './table-file.ts';
export { readTransactions, TRANSACTION_COLUMNS, TransactionReader } from './transactions.ts';
