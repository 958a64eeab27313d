import type { BrokerActivityRow, ConnectionRow, LinkedAccountRow } from './connection-rows.ts';
import type { AlertRow, CaptureVersionRow, IncidentRow, IntradayPriceRow, SealRow } from './seals/rows.ts';

/** The tables as their queries see them. Migrations give their keys. */
export interface Database {
  meta: { name: string; value: string };
  migrations: { number: number; name: string; checksum: string; applied_at: number };
  versions: { owner: string; ledger: number; prices: number; settings: number; captured: number };
  accounts: AccountRow;
  fee_schedules: FeeScheduleRow;
  portfolios: PortfolioRow;
  portfolio_accounts: { owner: string; portfolio: string; account: string };
  instruments: InstrumentRow;
  changes: ChangeRow;
  events: EventRow;
  event_sources: { owner: string; account: string; source_id: string; source: string; seq: number };
  ledger_heads: { owner: string; account: string; seq: number; hash: string };
  ledger_links: LinkRow;
  price_segments: SegmentRow;
  price_revisions: RevisionRow;
  fx_segments: SegmentRow;
  fx_revisions: RevisionRow;
  splits: { owner: string; symbol: string; day: number; ratio: string; source: string; recorded_at: number };
  latest_prices: LatestPriceRow;
  held_back_prices: HeldBackRow;
  dividends: DividendRow;
  owned_symbols: { owner: string; symbol: string; held: number; last_day: number | null };
  owned_symbols_versions: { owner: string; ledger: number; prices: number; settings: number };
  intraday_prices: IntradayPriceRow;
  account_states: { owner: string; account: string; currency: string; body: string };
  account_states_versions: CaptureVersionRow;
  capture_checks: { owner: string; ledger: number; prices: number; settings: number; change_no: number };
  seals: SealRow;
  alerts: AlertRow;
  incidents: IncidentRow;
  observations: ObservationRow;
  imports: ImportRow;
  connections: ConnectionRow;
  linked_accounts: LinkedAccountRow;
  broker_activities: BrokerActivityRow;
  jobs: JobRow;
  idempotency: IdempotencyRow;
  record_revisions: {
    owner: string;
    kind: string;
    id: string;
    revision: number;
    body: string | null;
    replaced_at: number;
  };
  settings: { owner: string; name: string; value: string };
  auth_session: { userId: string; token: string; expiresAt: string | Date };
  auth_user: { id: string; name: string; email: string; role: string | null; createdAt: string | Date };
}

export type TableName = keyof Database;

/** The tables that hold facts of owners. */
export const OWNER_TABLES = [
  'record_revisions',
  'portfolio_accounts',
  'portfolios',
  'fee_schedules',
  'observations',
  'ledger_links',
  'ledger_heads',
  'event_sources',
  'events',
  'imports',
  'connections',
  'linked_accounts',
  'broker_activities',
  'changes',
  'jobs',
  'idempotency',
  'settings',
  'splits',
  'price_segments',
  'price_revisions',
  'fx_segments',
  'fx_revisions',
  'latest_prices',
  'held_back_prices',
  'dividends',
  'owned_symbols',
  'owned_symbols_versions',
  'intraday_prices',
  'account_states',
  'account_states_versions',
  'capture_checks',
  'seals',
  'alerts',
  'incidents',
  'instruments',
  'accounts',
  'versions',
] as const satisfies readonly TableName[];

export interface AccountRow {
  owner: string;
  id: string;
  name: string;
  broker: string | null;
  type: string;
  currency: string;
  time_zone: string;
  calendar: string;
  lot_method: string;
  allow_short: number;
  closed_on: number | null;
  created_at: number;
}

export interface FeeScheduleRow {
  owner: string;
  id: string;
  account: string;
  kind: string;
  name: string;
  rate: string | null;
  amount: string | null;
  every: string;
  first_day: number;
  last_day: number | null;
  automatic: number;
  created_at: number;
  day_count: string | null;
}

export interface PortfolioRow {
  owner: string;
  id: string;
  name: string;
  base_currency: string;
  risk_basis: string;
  flows: string;
  fees: string;
  lot_method: string | null;
  benchmark: string | null;
  is_default: number;
  all_accounts: number;
  created_at: number;
}

export interface InstrumentRow {
  owner: string;
  symbol: string;
  kind: string;
  currency: string | null;
  multiplier: string | null;
  price_factor: string | null;
  sector: string | null;
  name: string | null;
  exchange: string | null;
  isin: string | null;
  figi: string | null;
  underlying: string | null;
  expiry: number | null;
  strike: string | null;
  option_right: string | null;
  modified_duration: string | null;
}

export interface ChangeRow {
  owner: string;
  change_no: number;
  kind: string;
  of_change: number | null;
  undone_by: number | null;
  what: string;
  detail: string | null;
  recorded_at: number;
  recorded_by: string;
}

export interface EventRow {
  owner: string;
  account: string;
  seq: number;
  id: string;
  version: number;
  kind: string;
  latest: number;
  place: number;
  day: number;
  type: string;
  symbol: string | null;
  /** The record of the neutral ledger's file: see ledger/body.ts. */
  body: string;
  recorded_at: number;
  source: string;
  source_id: string | null;
  import_id: string | null;
  change_no: number;
}

export interface LinkRow {
  owner: string;
  account: string;
  first_seq: number;
  last_seq: number;
  change_no: number;
  hash: string;
}

export interface SegmentRow {
  owner: string;
  name: string;
  year: number;
  source: string;
  revision: number;
  currency: string | null;
  data: Uint8Array;
  recorded_at: number;
}

export interface RevisionRow {
  owner: string;
  name: string;
  day: number;
  source: string;
  revision: number;
  value: string;
  recorded_at: number;
  replaced_at: number;
}

export interface LatestPriceRow {
  owner: string;
  symbol: string;
  price: string;
  currency: string | null;
  at: number;
  day: number;
  source: string;
  recorded_at: number;
  seq: number;
}

export interface HeldBackRow {
  owner: string;
  symbol: string;
  source: string;
  day: number;
  id: string;
  at: number;
  price: string;
  currency: string | null;
  previous_price: string | null;
  reason: string;
  held_at: number;
  released_at: number | null;
}

export interface DividendRow {
  owner: string;
  symbol: string;
  ex_day: number;
  pay_day: number | null;
  amount: string;
  currency: string | null;
  source: string;
  recorded_at: number;
}

export interface ObservationRow {
  owner: string;
  account: string;
  day: number;
  day_end: number;
  at: number;
  source: string;
  kind: string;
  version: number;
  latest: number;
  equity: string;
  cash: string | null;
  recorded_at: number;
}

export interface ImportRow {
  owner: string;
  id: string;
  account: string;
  file_name: string;
  format: string;
  file_hash: string;
  row_count: number;
  added: number;
  known: number;
  refused: number;
  change_no: number;
  recorded_at: number;
  undone_by: number | null;
}

export interface JobRow {
  owner: string;
  id: string;
  kind: string;
  status: string;
  input: string;
  output: string | null;
  error: string | null;
  attempts: number;
  /** Per mille. */
  progress: number | null;
  run_at: number;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  leased_until: number | null;
}

export interface IdempotencyRow {
  owner: string;
  key: string;
  request_hash: string;
  status: number;
  answer: string;
  created_at: number;
}
