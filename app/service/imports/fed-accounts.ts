import { SameFacts } from '../ledger/same-facts.ts';
import { BROKER_PROVIDERS, type EventColumns, type OwnerReads } from '../ports/index.ts';

const PROVIDERS: readonly string[] = BROKER_PROVIDERS;

/** What connections have brought into accounts: what a file states as well is known. */
export class FedAccounts {
  private readonly byAccount: ReadonlyMap<string, SameFacts>;

  private constructor(byAccount: ReadonlyMap<string, SameFacts>) {
    this.byAccount = byAccount;
  }

  static async of(tx: OwnerReads): Promise<FedAccounts> {
    const linked = await tx.connections.linked();
    const accounts = [...new Set(linked.flatMap(({ account }) => account ?? []))];
    const byAccount = new Map<string, SameFacts>();
    for (const id of accounts) {
      const account = await tx.accounts.find(id);
      const events = await tx.ledger.inForce({ accounts: [id] });
      const brought = events.filter(({ source }) => PROVIDERS.includes(source));
      byAccount.set(id, new SameFacts(brought, account?.currency ?? ''));
    }
    return new FedAccounts(byAccount);
  }

  /** The event that a row of a file states again; each stands for one row. `columns` are made where they are needed. */
  take(account: string, columns: () => EventColumns): string | null {
    return this.byAccount.get(account)?.take(columns())?.id ?? null;
  }
}
