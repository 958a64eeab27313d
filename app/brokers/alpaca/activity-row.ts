import { type Day, formatDay, formatTime, instant, parseDay, utcToLocal } from '@tidemark/engine';
import { plainDecimal } from '../../providers/index.ts';
import type { BrokerActivity } from '../../service/ports/index.ts';

/** Days and times of an account are New York's. */
export const ZONE = 'America/New_York';

/** An activity's fields, each absent where it is not stated or not what it should be. */
export interface AlpacaRow {
  readonly type: string;
  readonly subType: string;
  readonly date: string;
  readonly time: string | undefined;
  readonly symbol: string | undefined;
  /** With the provider's sign. */
  readonly quantity: string | undefined;
  readonly price: string | undefined;
  readonly amount: string | undefined;
  readonly side: string | undefined;
  readonly status: string | undefined;
  readonly group: string | undefined;
  readonly currency: string;
  readonly note: string | undefined;
}

export function rowOf({ raw, day }: BrokerActivity): AlpacaRow {
  const fields = JSON.parse(raw) as Record<string, unknown>;
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const number = (name: string) => plainDecimal(text(name) ?? '') ?? undefined;
  return {
    type: text('activity_type') ?? '',
    subType: text('activity_sub_type') ?? '',
    date: formatDay(day as Day),
    time: timeOf(text('transaction_time')),
    symbol: text('symbol'),
    quantity: number('qty'),
    price: number('price') ?? number('per_share_amount'),
    amount: number('net_amount'),
    side: text('side'),
    status: text('status'),
    group: text('group_id'),
    currency: text('currency') ?? 'USD',
    note: text('description'),
  };
}

/** Null where the activity states no day. */
export function dayOfActivity(fields: { transaction_time?: unknown; date?: unknown }): Day | null {
  const at = typeof fields.transaction_time === 'string' ? Date.parse(fields.transaction_time) : Number.NaN;
  if (!Number.isNaN(at)) return utcToLocal(ZONE, instant(Math.floor(at / 1000))).day;
  return typeof fields.date === 'string' ? parseDay(fields.date.slice(0, 10)) : null;
}

function timeOf(text: string | undefined): string | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const { minutes, seconds } = utcToLocal(ZONE, instant(Math.floor(at / 1000)));
  return formatTime(minutes * 60 + seconds);
}
