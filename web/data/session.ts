import { client } from './client.ts';
import { queryClient, useRead } from './reading.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Who is signed in: undefined while that is not known, null where nobody is. */
export function useSession() {
  const { data, error, refetch } = useRead('getSession', {});
  return { user: data === undefined ? undefined : (data?.user ?? null), error, refetch };
}

/** The user with the starting balance. */
export const useMe = () => useRead('me', {});

/** Throws ApiProblem, as the two below. */
export async function signUp(person: Credentials & { readonly name: string }): Promise<void> {
  await client.signUp({ body: { ...person } });
  await startAfresh();
}

export async function signIn(credentials: Credentials): Promise<void> {
  await client.signIn({ body: { ...credentials } });
  await startAfresh();
}

export async function signOut(): Promise<void> {
  await client.signOut();
  await startAfresh();
}

/** Nothing that one person has read is shown to the next. */
async function startAfresh(): Promise<void> {
  queryClient.clear();
  await queryClient.fetchQuery({ queryKey: ['getSession', {}], queryFn: () => client.getSession({}) });
}
