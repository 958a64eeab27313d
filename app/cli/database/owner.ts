import { problem } from '@tidemark/engine';
import type { Store, UserRecord } from '../../service/index.ts';
import { waitingOwner } from '../../service/records/index.ts';
import { Refusal } from '../refusal.ts';

/** Users that a message names. */
const NAMED_MAX = 5;

/** Whose facts a command is about. `name` null: they wait for the first sign-up. */
export interface Owner {
  readonly id: string;
  readonly name: string | null;
}

/** The user of an e-mail address; without one, the only user, or whose facts wait. Null where there is nobody. Throws Refusal. */
export async function ownerOf(store: Store, email: string | null): Promise<Owner | null> {
  const users = await usersOf(store);
  if (email !== null) {
    const found = users.find((user) => user.email.toLowerCase() === email.toLowerCase());
    if (found !== undefined) return { id: found.id, name: found.email };
    throw new Refusal([said(`there is no user ${email}`, remedyFor(users))]);
  }
  if (users.length > 1) throw new Refusal([needed(users)]);
  if (users.length === 1) return { id: users[0].id, name: users[0].email };
  const waiting = await waitingOwner(store);
  return waiting === null ? null : { id: waiting, name: null };
}

async function usersOf(store: Store): Promise<readonly UserRecord[]> {
  const users: UserRecord[] = [];
  for (;;) {
    const more = await store.users.list(1_000, users.at(-1)?.id);
    users.push(...more);
    if (more.length < 1_000) return users;
  }
}

const said = (message: string, remedy: string) =>
  problem('setting_invalid', { field: '--user' }, message, { remedy });

function needed(users: readonly UserRecord[]) {
  const message = `the database has ${users.length} users, and --user does not say whose`;
  return problem('flag_required', { field: '--user' }, message, { remedy: remedyFor(users) });
}

function remedyFor(users: readonly UserRecord[]): string {
  if (users.length === 0) return 'Leave out --user: nobody has signed up yet.';
  const named = users.slice(0, NAMED_MAX).map(({ email }) => email);
  const more = users.length > NAMED_MAX ? ' …' : '';
  return `Write --user with one of: ${named.join(', ')}${more}.`;
}
