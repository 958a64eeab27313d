import type { SecurityShape } from './shapes.ts';

type Security = Pick<SecurityShape, 'ticker_symbol' | 'name' | 'type' | 'security_id'>;

/** Cash that is told as a holding is in the balance as well. */
export const isCash = ({ type }: Pick<SecurityShape, 'type'>): boolean => type === 'cash';

/** What the ledger calls a security: its ticker, else its name, else Plaid's own id. */
export const symbolOf = ({ ticker_symbol: ticker, name, security_id: id }: Security): string =>
  (ticker ?? name ?? id).trim().replace(/ +(?=\d{6}[CP]\d{8}$)/, '');
