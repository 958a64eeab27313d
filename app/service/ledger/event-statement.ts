import type { TransactionInput } from '@tidemark/contract';
import type { EventInput } from '@tidemark/engine';
import type { Statement } from './ledger-editor.ts';

/** The account of events that name none. */
export const DEFAULT_ACCOUNT = 'main';

/** An event of the wire as the engine and the store take it. */
export function statementOf(input: TransactionInput, source: string): Statement {
  const { account_id: account, id, ...columns } = input as Record<string, string | number | null | undefined>;
  const named = Object.entries(columns)
    .filter(([name]) => !name.startsWith('x_'))
    .map(([name, value]) => [name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]);
  const event: EventInput = {
    ...Object.fromEntries(named),
    date: String(columns.date),
    type: String(columns.type),
  };
  const given = id === null || id === undefined || id === '' ? null : String(id);
  return { account: account ? String(account) : DEFAULT_ACCOUNT, event, source, sourceId: given };
}
