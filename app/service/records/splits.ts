import type { Split } from '@tidemark/contract';
import { type Day, dec, exactNumber, formatDay, formatDecimal } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { OwnerReads, SplitRecord } from '../ports/index.ts';
import { Checks } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import { OWN_SOURCE, type QuoteRange, quoteDay, sourceText } from './quotes.ts';
import type { RecordWrite } from './record-write.ts';

/** Splits by symbol and day: the user's own, and those of providers where he has none of that day. */
export async function listSplits(
  tx: OwnerReads,
  request: PageRequest & QuoteRange & { readonly symbol?: string | undefined },
): Promise<ListDocument<Split>> {
  const { symbol, from, to, asKnownAt } = request;
  const all = await tx.splits.list(symbol === undefined ? undefined : [symbol], asKnownAt);
  const asked = all.filter(({ day }) => day >= (from ?? day) && day <= (to ?? day));
  const { items, nextCursor } = pageOf(asked, request, keyOf);
  return { items: items.map(splitDocument), next_cursor: nextCursor };
}

export function splitDocument({ symbol, day, ratio, source, recordedAt }: SplitRecord): Split {
  return {
    symbol,
    date: formatDay(day as Day),
    ...exactNumber('ratio', dec(ratio)),
    source: sourceText(source),
    recorded_at: instantText(recordedAt),
  };
}

/** Sets splits of the user's own; of two of one symbol and day the later counts. */
export function putSplits(
  inputs: BodyOf<'putSplits'>,
  now: number,
  today: Day,
): RecordWrite<ListDocument<Split>['items']> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const checks = new Checks();
      const stated = inputs.map(({ symbol, date, ratio }, k) => ({
        symbol: checks.symbol(`${k}.symbol`, symbol),
        day: quoteDay(checks, `${k}.date`, date, today),
        ratio: ratio === null ? null : checks.positive(`${k}.ratio`, ratio, 'ratio_invalid'),
      }));
      checks.end();
      const last = new Map(stated.map((one) => [keyOf(one), one]));
      const known = new Map((await tx.splits.list()).map((split) => [keyOf(split), split]));
      for (const { symbol, day, ratio } of last.values()) {
        const text = ratio === null ? null : formatDecimal(ratio);
        const before = known.get(keyOf({ symbol, day }));
        if (text === null) await tx.splits.delete(symbol, day);
        else if (before?.source !== OWN_SOURCE || before.ratio !== text)
          await tx.splits.put([{ symbol, day, ratio: text, source: OWN_SOURCE, recordedAt: now }]);
      }
      const symbols = [...new Set(stated.map(({ symbol }) => symbol))];
      const counting = new Map((await tx.splits.list(symbols)).map((split) => [keyOf(split), split]));
      return [...last.keys()].flatMap((key) => {
        const split = counting.get(key);
        return split === undefined ? [] : [splitDocument(split)];
      });
    },
  };
}

const keyOf = ({ symbol, day }: { readonly symbol: string; readonly day: number }): string =>
  JSON.stringify([symbol, day]);
