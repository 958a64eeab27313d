import type { ConnectionTrouble, ProviderError } from '../ports/index.ts';

const REMEDIES: Readonly<Record<ProviderError['kind'], string>> = {
  unreachable: 'Wait: it is asked again.',
  rate_limited: 'Wait: it is asked again.',
  auth: 'Let the provider in again, or enter new keys.',
  not_entitled: "Look whether the provider's plan covers it; what is there stays.",
  garbage: 'Nothing to do here: the provider answers otherwise than it documents. What is there stays.',
  refused: 'Look at the provider whether it still offers this for the account; what is there stays.',
};

/** What a provider's failure is to the owner of the connection: unknown, never empty. */
export const troubleOf = (part: string, { message, kind }: ProviderError): ConnectionTrouble => ({
  part,
  message,
  remedy: REMEDIES[kind],
});
