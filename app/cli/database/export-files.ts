/** The file of an exported folder that has everything, and is what an import takes. */
export const EXPORT_FILE = 'tidemark.json';

/** The tables that are CSV files of the folder, which `tidemark value` takes. */
export const VALUE_FLAGS = {
  transactions: 'ledger',
  prices: 'prices',
  rates: 'fx',
  splits: 'splits',
  accounts: 'accounts',
  instruments: 'instruments',
} as const;
