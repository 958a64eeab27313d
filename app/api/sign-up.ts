import { APIError } from 'better-auth/api';

export interface SignUpRules {
  /** `closed`: nobody but the first user can sign up. */
  readonly signUp: 'open' | 'closed';
  /** Called in the course of a sign-up, before the answer. */
  readonly onSignUp: (user: { readonly id: string; readonly name: string }) => Promise<void>;
  /** Where nobody has signed up anybody may, and is the administrator. */
  readonly users: {
    count(): Promise<number>;
    /** An id whose facts wait for the first user who signs up; null where none does. */
    waitingOwner(): Promise<string | null>;
    /** Answers whether the user is the administrator now: of those who come at once one is. */
    claimAdministration(id: string): Promise<boolean>;
    /** Removes the user and everything of his. */
    delete(id: string): Promise<boolean>;
    /** Whether he is an administrator, others have signed up, and none of them is one. */
    isLastAdministrator(id: string): Promise<boolean>;
  };
  /** The demo user: nobody else has that address, it is never an administrator, and signs in only where it is served. */
  readonly demo?: {
    readonly email: string;
    readonly isServed: boolean;
    readonly id: () => Promise<string | null>;
  };
}

export const DEMO_KEPT =
  'This address is that of the demo user, which is there only while the server is started with --demo.';

export interface NewUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What happens around the row of a new user, as better-auth calls it. */
export function signUpHooks({ signUp, onSignUp, users, demo }: SignUpRules) {
  /** The addresses of those who found nobody there before them. */
  const first = new Set<string>();
  return {
    before: async <User extends { readonly email: string }>(user: User) => {
      const data = { ...user, role: 'user' };
      if (user.email === demo?.email) {
        if (!demo.isServed) throw new APIError('UNPROCESSABLE_ENTITY', { message: DEMO_KEPT });
        return { data };
      }
      first.delete(user.email);
      if ((await users.count()) > 0) {
        if (signUp === 'closed') throw closed();
        return { data };
      }
      first.add(user.email);
      const waiting = await users.waitingOwner();
      return { data: waiting === null ? data : { ...data, id: waiting } };
    },
    after: async (user: NewUser) => {
      if (first.delete(user.email) && !(await users.claimAdministration(user.id)) && signUp === 'closed') {
        await users.delete(user.id);
        throw closed();
      }
      await onSignUp(user);
    },
  };
}

/** Deletes a user with everything of his, before better-auth forgets him. Throws APIError for the last administrator. */
export async function deleteWholly({ users }: SignUpRules, id: string): Promise<void> {
  if (await users.isLastAdministrator(id))
    throw new APIError('CONFLICT', {
      message:
        'You are the only administrator of this server, and others use it. The operator has to name another administrator first.',
    });
  await users.delete(id);
}

const closed = () => new APIError('FORBIDDEN', { message: 'Sign-up is closed on this server.' });
