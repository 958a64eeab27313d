import { randomUUID } from 'node:crypto';
import type {
  AccountRecord,
  BrokerAccount,
  ConnectionRecord,
  LinkedAccountRecord,
  OwnerWrites,
} from '../ports/index.ts';
import { plainAccount } from '../records/new-user.ts';

/**
 * Links the accounts that a connection reaches: one that is known by the broker's own number keeps the account that it
 * feeds, whichever connection reached it before. `feeds`: a new one gets an account of its own.
 */
export async function linkAccounts(
  tx: OwnerWrites,
  { id, provider }: ConnectionRecord,
  stated: readonly BrokerAccount[],
  feeds: boolean,
  now: number,
): Promise<readonly LinkedAccountRecord[]> {
  const known = new Map((await tx.connections.linked()).map((one) => [`${one.provider} ${one.number}`, one]));
  const links: LinkedAccountRecord[] = [];
  for (const one of stated) {
    const before = known.get(`${provider} ${one.number}`) ?? newLink(one, provider);
    const isNew = feeds && before.account === null && !before.isChosen;
    const account = isNew ? await addAccount(tx, one, now) : before.account;
    const link = { ...before, connection: id, externalId: one.externalId, name: one.name, account };
    await tx.connections.link(link);
    links.push(link);
  }
  return links;
}

const newLink = (stated: BrokerAccount, provider: ConnectionRecord['provider']): LinkedAccountRecord => ({
  provider,
  number: stated.number,
  connection: null,
  externalId: stated.externalId,
  name: stated.name,
  account: null,
  isChosen: false,
  syncedFrom: null,
  syncedTo: null,
  historyTo: null,
  estimatedOn: null,
});

async function addAccount(tx: OwnerWrites, stated: BrokerAccount, now: number): Promise<string> {
  const taken = new Set((await tx.accounts.list()).map(({ name }) => name));
  const base = stated.name.includes(stated.broker) ? stated.name : `${stated.broker} ${stated.name}`;
  let name = base;
  for (let k = 2; taken.has(name); k++) name = `${base} (${k})`;
  const account: AccountRecord = {
    ...plainAccount(randomUUID(), name, now),
    broker: stated.broker,
    type: stated.type,
    currency: stated.currency,
  };
  await tx.accounts.add(account);
  return account.id;
}
