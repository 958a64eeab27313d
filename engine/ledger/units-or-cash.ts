import { named } from './check-columns.ts';
import { isDividendInUnits } from './dividend.ts';
import type { EventType } from './event.ts';
import type { Column } from './fields.ts';
import type { OpenRow } from './open-row.ts';

/** What a row moves. */
export type Moves = 'cash' | 'units' | 'both' | 'nothing';

/**
 * What the row moves, once its columns and signs are known; reports what is missing for it. `opening`,
 * `transfer_in` and `transfer_out` move either cash or units, `adjustment` and `unclassified` also both, and a
 * `dividend` cash, or units (`isDividendInUnits`).
 */
export function whatMoves(open: OpenRow, type: EventType): Moves {
  switch (type) {
    case 'opening':
    case 'transfer_in':
    case 'transfer_out':
      if (open.has('symbol') || open.has('quantity') || open.has('price')) {
        return require(open, type, ['symbol', 'quantity'], 'units');
      }
      return require(open, type, ['amount'], 'cash');
    case 'adjustment':
    case 'unclassified':
      if (open.has('quantity') || open.has('price') || (open.has('symbol') && !open.has('amount'))) {
        return require(open, type, ['symbol', 'quantity'], open.has('amount') ? 'both' : 'units');
      }
      return require(open, type, ['amount'], 'cash');
    case 'dividend':
      if (open.has('amount') && !isDividendInUnits(open.table, open.row)) return 'cash';
      if (!open.has('quantity') && !open.has('price')) return require(open, type, ['amount'], 'cash');
      return require(open, type, ['symbol', 'quantity', 'price'], 'units');
    case 'option_expire':
    case 'option_assign':
    case 'option_exercise':
      return 'units';
    case 'buy':
    case 'sell':
      return 'both';
    default:
      return open.has('amount') ? 'cash' : 'nothing';
  }
}

function require(open: OpenRow, type: EventType, columns: readonly Column[], moves: Moves): Moves {
  for (const column of columns) {
    if (open.has(column)) continue;
    open.refuse(
      'field_required',
      column,
      `${column} is empty; ${named(type)} of ${moves === 'cash' ? 'cash' : 'units'} needs it`,
    );
  }
  return moves;
}
