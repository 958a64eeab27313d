import type { EventColumns } from './ledger.ts';

export const BROKER_PROVIDERS = ['snaptrade', 'plaid', 'alpaca'] as const;

/** Who a connection goes through; also the source of the events that it brings. */
export type BrokerProvider = (typeof BROKER_PROVIDERS)[number];

/** What a user gives to connect a broker: fields of a request by their names. Never to be logged. */
export type BrokerKeys = Readonly<Record<string, string>>;

/** A connection as it begins. */
export interface BrokerBeginning {
  /** What the adapter needs from then on, as text: to be sealed, never to be told. */
  readonly credentials: string;
  /** Where the user lets the provider in; null where the keys are enough. It is a secret, and lasts minutes. */
  readonly portalUrl: string | null;
}

/** An account as a broker knows it. */
export interface BrokerAccount {
  /** The provider's id, which a new connection may change. */
  readonly externalId: string;
  /** What stays the same when a connection is made anew: the broker's own number, with the broker's name. */
  readonly number: string;
  readonly name: string;
  readonly broker: string;
  readonly currency: string;
  readonly type: 'cash' | 'margin';
  /** Days since 1970: nothing happened in it before; null where the provider does not say. */
  readonly openedOn: number | null;
  /** Whether its activities go back to its beginning: then nothing of its past has to be guessed. */
  readonly isWhole: boolean;
}

/** Units as a broker states them. Decimals are exact plain text. */
export interface BrokerPosition {
  readonly symbol: string;
  /** Below zero for a short. */
  readonly quantity: string;
  /** What a unit cost, in `currency`; null where the broker does not say: an unknown cost is not zero. */
  readonly unitCost: string | null;
  /** Of a unit, with the day it is of (days since 1970; null: now); null where the broker states none. */
  readonly price: { readonly value: string; readonly day: number | null } | null;
  readonly currency: string;
}

/**
 * What an account holds now. Each part is null where the provider did not say, which is never the same as nothing:
 * `positions` is empty only where something else of the answer confirms that nothing is held.
 */
export interface BrokerHoldings {
  /** Milliseconds since 1970; null: now. */
  readonly at: number | null;
  readonly positions: readonly BrokerPosition[] | null;
  readonly cash: readonly { readonly currency: string; readonly amount: string }[] | null;
  /** In the account's currency. */
  readonly equity: string | null;
}

/** What an account was worth at the end of a day, in its currency. */
export interface BrokerValue {
  /** Days since 1970, in the account's time zone. */
  readonly day: number;
  readonly equity: string;
  readonly cash: string | null;
}

/** Something that happened in an account, as the provider tells it. */
export interface BrokerActivity {
  /** The provider's, unique within its account. It may change when the provider reads its broker anew. */
  readonly id: string;
  /** The provider's word. */
  readonly type: string;
  /** Days since 1970, in the account's time zone. */
  readonly day: number;
  /** JSON as it came, numbers as the text that they were written in. */
  readonly raw: string;
}

/**
 * An event of the ledger that an activity becomes. A split of which only the units that came are known has
 * `splitUnits` (below zero where units went) and no ratio, which follows from what was held.
 */
export interface ActivityEvent {
  readonly columns: EventColumns;
  readonly splitUnits?: string;
}

/** What an activity means. */
export interface ActivityReading {
  /**
   * `read`: it became events. `unclassified`: its type is not known, its events only move what it states, and there
   * are none where it states nothing. `no_event`: known to be none, such as a cancelled one.
   */
  readonly outcome: 'read' | 'unclassified' | 'no_event';
  readonly events: readonly ActivityEvent[];
  /** What does not fit, in words: a sign that contradicts its type. */
  readonly doubts: readonly string[];
}

/** A provider as the owner of a connection meets it. Every method may throw a ProviderError. */
export interface BrokerSession {
  /** The accounts that it reaches; null while the user has not been through the portal. */
  accounts(): Promise<readonly BrokerAccount[] | null>;
  holdings(account: BrokerAccount): Promise<BrokerHoldings>;
  /** Everything of days first…last, in no order; it answers when all pages are there. */
  activities(account: BrokerAccount, first: number, last: number): Promise<readonly BrokerActivity[]>;
  /** The broker's own history of values; null where it offers none. */
  history(account: BrokerAccount, first: number, last: number): Promise<readonly BrokerValue[] | null>;
  /** Where the user lets the provider in again; null where new keys are needed. */
  portal(): Promise<string | null>;
  /** Credentials that have changed since the session was opened; null where they are as they were. */
  renewed(): string | null;
  /** Ends the access at the provider. */
  end(): Promise<void>;
}

/** A provider of brokers' accounts. */
export interface Broker {
  readonly provider: BrokerProvider;
  /** How often an account may be asked, in milliseconds. */
  readonly pauseMs: number;
  /** So many days before the last sync are asked for again: late and corrected activities are in there. */
  readonly overlapDays: number;
  /** So many days are asked for at once. */
  readonly windowDays: number;
  /** How many days back activities reach at most; null: as far as the account does. */
  readonly reachDays: number | null;
  /** Which keys it takes, and which of them it needs. */
  readonly keys: { readonly needed: readonly string[]; readonly optional: readonly string[] };
  /** `user` names the owner towards the provider. Throws ProviderError. */
  begin(keys: BrokerKeys, user: string): Promise<BrokerBeginning>;
  open(credentials: string): BrokerSession;
  /** What activities of one account mean, each in its place; related ones have to be among them. Pure. */
  read(activities: readonly BrokerActivity[]): readonly ActivityReading[];
}

/** Seals texts at rest, each for one purpose. */
export interface Sealing {
  seal(text: string, purpose: string): string;
  /** Throws where the text was changed, or sealed with another secret or for another purpose. */
  open(sealed: string, purpose: string): string;
}
