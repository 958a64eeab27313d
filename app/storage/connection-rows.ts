/** Rows of the tables of connections to brokers. */
export interface ConnectionRow {
  owner: string;
  id: string;
  provider: string;
  name: string;
  state: string;
  sealed: string;
  created_at: number;
  last_synced_at: number | null;
  rest_until: number | null;
  troubles: string;
}

export interface LinkedAccountRow {
  owner: string;
  provider: string;
  number: string;
  connection: string | null;
  external_id: string;
  name: string;
  account: string | null;
  is_chosen: number;
  synced_from: number | null;
  synced_to: number | null;
  history_to: number | null;
  estimated_on: number | null;
}

export interface BrokerActivityRow {
  owner: string;
  account: string;
  provider: string;
  id: string;
  type: string;
  day: number;
  raw: string;
  fingerprint: string;
  status: string;
  remark: string | null;
  changed_raw: string | null;
  changed_type: string | null;
  changed_day: number | null;
  seen_at: number;
}
