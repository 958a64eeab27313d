import { DOLLARS, readTransactions } from '@tidemark/engine';
import type {
  AccountRecord,
  Change,
  EventColumns,
  NewEvent,
  OwnerWrites,
  PackedLedger,
  Store,
} from '../../app/service/ports/index.ts';

export function account(id: string, more: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id,
    name: `Account ${id}`,
    broker: null,
    type: 'cash',
    currency: 'USD',
    timeZone: 'America/New_York',
    calendar: 'XNYS',
    lotMethod: 'fifo',
    allowShort: true,
    closedOn: null,
    createdAt: 1,
    ...more,
  };
}

/** An owner of a new name with these accounts. */
export async function ownerWith(store: Store, ...accounts: string[]): Promise<string> {
  const owner = `owner-${crypto.randomUUID()}`;
  await store.write(owner, async (tx) => {
    for (const id of accounts) await tx.accounts.add(account(id));
  });
  return owner;
}

export function openChange(tx: OwnerWrites, recordedAt = 1_000): Promise<Change> {
  return tx.changes.open({
    kind: 'do',
    of: null,
    what: 'a test',
    detail: null,
    recordedAt,
    recordedBy: 'tester',
  });
}

/** One transaction with a change of its own. */
export function change<T>(
  store: Store,
  owner: string,
  work: (tx: OwnerWrites, change: Change) => Promise<T>,
  recordedAt = 1_000,
): Promise<T> {
  return store.write(owner, async (tx) => work(tx, await openChange(tx, recordedAt)));
}

export function deposit(date: string, amount: string, more: Partial<EventColumns> = {}): EventColumns {
  return { date, type: 'deposit', amount, currency: 'USD', ...more };
}

export function event(id: string, columns: EventColumns, more: Partial<NewEvent> = {}): NewEvent {
  return { id, account: 'main', source: 'manual', sourceId: null, importId: null, columns, ...more };
}

/** The events of a packed ledger, by their ids and in its order. */
export function idsIn({ file }: PackedLedger): string[] {
  const { table } = readTransactions([{ name: 'packed', bytes: file }], DOLLARS);
  return [...table.rare.id.values()];
}
