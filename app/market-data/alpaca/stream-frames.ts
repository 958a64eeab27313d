import { z } from 'zod';
import { parseExactJson, whatIsWrong, wireDecimal, wireInstant, wireInteger } from '../../providers/index.ts';
import type { StreamNotice } from '../../service/ports/index.ts';
import { priceOf } from './latest.ts';

/** What Alpaca says of the connection itself. */
export type StreamControl =
  | { readonly kind: 'connected' }
  | { readonly kind: 'authenticated' }
  /** Always the full list. */
  | { readonly kind: 'subscription'; readonly symbols: readonly string[] }
  | { readonly kind: 'error'; readonly code: number; readonly message: string };

export type StreamMessage =
  | StreamControl
  | Extract<StreamNotice, { kind: 'trade' | 'corrected' | 'cancelled' }>;

/** Ids of trades come as numbers, which they need not stay. */
const tradeId = z.string();

const SHAPES = {
  success: z
    .object({ msg: z.enum(['connected', 'authenticated']) })
    .transform(({ msg }): StreamMessage => ({ kind: msg })),
  subscription: z
    .object({ trades: z.array(z.string()).default([]) })
    .transform(({ trades }): StreamMessage => ({ kind: 'subscription', symbols: trades })),
  error: z
    .object({ code: wireInteger, msg: z.string().default('') })
    .transform(({ code, msg }): StreamMessage => ({ kind: 'error', code, message: msg })),
  t: z.object({ S: z.string(), i: tradeId, p: wireDecimal, t: wireInstant }).transform(
    ({ S, i, p, t }): StreamMessage => ({
      kind: 'trade',
      tradeId: i,
      price: priceOf(S, p, t),
      caughtUp: false,
    }),
  ),
  c: z.object({ S: z.string(), oi: tradeId, ci: tradeId, cp: wireDecimal, t: wireInstant }).transform(
    ({ S, oi, ci, cp, t }): StreamMessage => ({
      kind: 'corrected',
      tradeId: oi,
      correctedId: ci,
      price: priceOf(S, cp, t),
    }),
  ),
  x: z
    .object({ S: z.string(), i: tradeId })
    .transform(({ S, i }): StreamMessage => ({ kind: 'cancelled', symbol: S, tradeId: i })),
} as const;

const FRAME = z.array(z.looseObject({ T: z.string() }));

/** The messages of a frame, which is an array; kinds that nobody asked for are left out. Or what is wrong with it. */
export function readFrame(text: string): readonly StreamMessage[] | { readonly wrong: string } {
  const frame = FRAME.safeParse(jsonOf(text));
  if (!frame.success) return { wrong: whatIsWrong(frame.error) };
  const messages: StreamMessage[] = [];
  for (const [n, one] of frame.data.entries()) {
    if (!isKnown(one.T)) continue;
    const message = SHAPES[one.T].safeParse(one);
    if (!message.success) return { wrong: whatIsWrong(message.error, `${n} (${one.T})`) };
    messages.push(message.data);
  }
  return messages;
}

const isKnown = (kind: string): kind is keyof typeof SHAPES => Object.hasOwn(SHAPES, kind);

function jsonOf(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return null;
  }
}
