import { alpacaBroker, plaidBroker, snapTradeBroker } from '../../app/brokers/index.ts';
import type { Broker, BrokerKeys } from '../../app/service/ports/index.ts';
import { ALPACA_KEYS, alpacaTradingStandIn } from '../stand-ins/alpaca-trading.ts';
import { type Brokerage, brokerage } from '../stand-ins/brokerage.ts';
import { json, type StandIn, type StandInAnswer } from '../stand-ins/http.ts';
import { ACCESS_TOKEN, PLAID_KEYS, PUBLIC_TOKEN, plaidStandIn } from '../stand-ins/plaid.ts';
import { SNAPTRADE_KEYS, snapTradeStandIn, USER_SECRET } from '../stand-ins/snaptrade.ts';
import { type TestWorld, testWorld } from '../stand-ins/world.ts';

/** An adapter over a stand-in server, opened for one test. */
export interface BrokerSubject {
  readonly broker: Broker;
  readonly world: TestWorld;
  readonly server: StandIn;
  /** What the server tells; to be changed. */
  readonly account: Brokerage;
  /** The user goes through the portal, where there is one. */
  admit(): void;
}

/** An adapter and what its provider can. */
export interface BrokerKind {
  readonly title: string;
  open(): Promise<BrokerSubject>;
  /** What a user gives. */
  readonly keys: BrokerKeys;
  /** Keys that the provider does not know; null where a user gives none. */
  readonly wrongKeys: BrokerKeys | null;
  /** What must be in no error, log, metric, answer, or the database. */
  readonly secrets: readonly string[];
  /** Deposits that need more than one page. */
  readonly moreThanAPage: number;
  /** Whether it tells a history of values. */
  readonly hasHistory: boolean;
  /** Holdings in another shape, and the field that the error names. */
  readonly changed: { readonly answer: StandInAnswer; readonly field: string };
}

const PERSONAL_KEYS = { client_id: SNAPTRADE_KEYS.clientId, consumer_key: SNAPTRADE_KEYS.consumerKey };

const PLAID = {
  secrets: [PLAID_KEYS.secret, ACCESS_TOKEN, PUBLIC_TOKEN],
  moreThanAPage: 520,
  hasHistory: false,
  changed: { answer: json({ accounts: [{ account_id: 1 }], holdings: [] }), field: 'accounts.0.balances' },
};

export const BROKER_KINDS: readonly BrokerKind[] = [
  {
    title: 'Alpaca',
    open: async () => {
      const [world, account] = [testWorld(), brokerage()];
      const server = await alpacaTradingStandIn(account);
      const broker = alpacaBroker({ tradingUrl: server.address }, world);
      return { broker, world, server, account, admit: () => {} };
    },
    keys: ALPACA_KEYS,
    wrongKeys: { api_key: 'PKWRONG', secret_key: 'wrong-secret' },
    secrets: Object.values(ALPACA_KEYS),
    moreThanAPage: 230,
    hasHistory: true,
    changed: { answer: json({ id: 'a', cash: 'much', equity: '1' }), field: 'cash' },
  },
  {
    title: 'SnapTrade with commercial keys',
    open: () => openSnapTrade(false),
    keys: { broker: 'QUESTRADE' },
    wrongKeys: null,
    secrets: [SNAPTRADE_KEYS.consumerKey, USER_SECRET],
    moreThanAPage: 230,
    hasHistory: false,
    changed: { answer: json([{ currency: { code: 'USD' }, cash: 'much' }]), field: '0.cash' },
  },
  {
    title: 'SnapTrade with personal keys',
    open: () => openSnapTrade(true),
    keys: PERSONAL_KEYS,
    wrongKeys: null,
    secrets: [SNAPTRADE_KEYS.consumerKey],
    moreThanAPage: 230,
    hasHistory: false,
    changed: { answer: json([{ currency: { code: 'USD' }, cash: 'much' }]), field: '0.cash' },
  },
  {
    title: 'Plaid by its hosted link',
    open: openPlaid,
    keys: {},
    wrongKeys: null,
    ...PLAID,
  },
  {
    title: 'Plaid by a public token',
    open: openPlaid,
    keys: { public_token: PUBLIC_TOKEN },
    wrongKeys: null,
    ...PLAID,
  },
];

async function openPlaid(): Promise<BrokerSubject> {
  const [world, account] = [testWorld(), brokerage()];
  const server = await plaidStandIn(account);
  const broker = plaidBroker({ ...PLAID_KEYS, baseUrl: server.address }, world);
  return { broker, world, server, account, admit: server.admit };
}

async function openSnapTrade(isPersonal: boolean): Promise<BrokerSubject> {
  const [world, account] = [testWorld(), brokerage()];
  const server = await snapTradeStandIn(account, isPersonal);
  const keys = isPersonal ? {} : { keys: SNAPTRADE_KEYS };
  const broker = snapTradeBroker({ ...keys, baseUrl: server.address }, world);
  return { broker, world, server, account, admit: server.admit };
}
