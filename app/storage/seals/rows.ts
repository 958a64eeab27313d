/** Rows of what is captured, as the tables have them. */
export interface IntradayPriceRow {
  owner: string;
  symbol: string;
  day: number;
  currency: string | null;
  data: Uint8Array;
}

export interface CaptureVersionRow {
  owner: string;
  ledger: number;
  prices: number;
  settings: number;
  shared_prices: number;
  from_day: number;
  until_day: number | null;
  checked_from: number | null;
}

export interface SealRow {
  owner: string;
  account: string;
  day_end: number;
  period: number;
  data: Uint8Array;
}

export interface AlertRow {
  owner: string;
  id: string;
  name: string;
  kind: string;
  portfolio: string | null;
  threshold: string | null;
  channel: string;
  created_at: number;
  last_fired_at: number | null;
  last_message: string | null;
  since: number | null;
}

export interface IncidentRow {
  owner: string;
  subject: string;
  began_at: number;
  message: string;
  told_at: number | null;
  ended_at: number | null;
  end_told_at: number | null;
}
