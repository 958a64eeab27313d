import { Link } from '@tanstack/react-router';
import { usePortfolio, useRead } from '../data/index.ts';
import { ChangeMark, Failure, SkeletonRows, Unknown } from '../parts/index.ts';
import { useText } from '../text/index.ts';
import type { Asked } from './asked.ts';
import { bridgeSteps } from './bridge.ts';

const PARTS_SHOWN = 12;

/** Fetches how a value changed over a period, and draws it: start, flows, result by source, end; then by instrument. */
export function Change({ asked, onAsk }: { readonly asked: Asked; readonly onAsk: (asked: Asked) => void }) {
  const text = useText();
  const params = { id: usePortfolio() };
  const { from = '', date } = asked;
  const to = date === undefined ? {} : { to: date };
  const before = dayBefore(from);
  const query = { from, ...to };
  const start = useRead('accountValue', { params, query: { date: before, basis: 'market' } });
  const end = useRead('accountValue', {
    params,
    query: { basis: 'market', ...(date !== undefined && { date }) },
  });
  const bySource = useRead('attribution', { params, query: { ...query, by: 'source' } });
  const bySymbol = useRead('attribution', { params, query: { ...query, by: 'symbol' } });
  const all = [start, end, bySource, bySymbol];
  const failed = all.find(({ error }) => error !== null);
  if (failed?.error) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!start.data || !end.data || !bySource.data || !bySymbol.data) return <SkeletonRows rows={8} />;
  const { value: ended, base_currency: currency } = end.data;
  const began = start.data.value ?? 0;
  if (ended === null)
    return <Unknown reason="The value at the end is not known: a price or a rate is missing." />;
  return (
    <>
      <p className="mb-4 text-faint">
        {text.date(from)} to {text.date(date ?? end.data.date)}
      </p>
      <dl>
        <Line name={`Value at the end of ${text.date(before)}`} isTotal>
          <button
            type="button"
            className="underline decoration-dotted underline-offset-4"
            onClick={() => onAsk({ figure: 'equity', date: before })}
          >
            {text.money(began, currency)}
          </button>
        </Line>
        {bridgeSteps(began, ended, bySource.data).map(({ name, amount, isFlow }) => (
          <Line
            key={name}
            name={
              isFlow ? (
                <Link
                  to="/activity"
                  search={{ from, ...to } as never}
                  className="underline decoration-dotted underline-offset-4"
                >
                  {name}
                </Link>
              ) : (
                name
              )
            }
          >
            {isFlow ? (
              text.change(amount, currency)
            ) : (
              <ChangeMark figure={amount}>{text.change(amount, currency)}</ChangeMark>
            )}
          </Line>
        ))}
        <Line name={`Value at the end of ${text.date(end.data.date)}`} isTotal>
          <button
            type="button"
            className="underline decoration-dotted underline-offset-4"
            onClick={() => onAsk({ figure: 'equity', ...(date !== undefined && { date }) })}
          >
            {text.money(ended, currency)}
          </button>
        </Line>
      </dl>
      <h3 className="mt-6 mb-1 font-semibold">The result by instrument</h3>
      <dl>
        {bySymbol.data.items
          .filter(({ pnl }) => pnl !== 0)
          .sort((a, b) => Math.abs(b.pnl) - Math.abs(a.pnl))
          .slice(0, PARTS_SHOWN)
          .map(({ name, pnl }) => (
            <Line key={name} name={name}>
              <ChangeMark figure={pnl}>{text.change(pnl, currency)}</ChangeMark>
            </Line>
          ))}
      </dl>
    </>
  );
}

function Line({
  name,
  isTotal = false,
  children,
}: {
  readonly name: React.ReactNode;
  readonly isTotal?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <div
      className={`flex items-baseline justify-between gap-4 border-b border-line py-2 ${isTotal ? 'font-semibold' : ''}`}
    >
      <dt>{name}</dt>
      <dd className="whitespace-nowrap">{children}</dd>
    </div>
  );
}

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
