import type { Day } from '@tidemark/engine';
import * as figures from '../../service/figures/index.ts';
import { type OpenPortfolio, readOtherPrices } from '../../service/index.ts';
import { ownScenarios } from '../../service/records/index.ts';
import { type Call, dayOf, type Handlers, ok, type Reply, type Services } from '../handler.ts';

interface Asked {
  readonly portfolio: OpenPortfolio;
  readonly today: Day;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type FigureCall = Pick<Call, 'principal' | 'asKnownAt'> & { readonly params: { readonly id: string } };

/** The prices of what a call compares with; the portfolio has those of what it holds and of its own benchmark. */
function others(call: FigureCall, { store }: Services, names: readonly (string | undefined)[]) {
  const named = names.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  return named.length === 0
    ? Promise.resolve(undefined)
    : readOtherPrices(store.of(call.principal.user), named, call.asKnownAt);
}

/** What was recorded within sessions. What was known at an instant has closes only. */
async function recorded(
  { principal, asKnownAt }: FigureCall,
  { store }: Services,
  asked: figures.RecordsAsked | null,
): Promise<figures.RecordedWithin | undefined> {
  if (asked === null || asKnownAt !== undefined) return undefined;
  const { accounts, symbols, from, to } = asked;
  const reads = store.of(principal.user);
  const prices = await reads.intradayPrices.list(symbols, from, to);
  if (prices.length === 0) return undefined;
  return { prices, seals: await reads.seals.list({ accounts, from, to, of: 'sessions' }) };
}

/** Opens the portfolio of a call, and answers what is made of it. */
async function of(
  call: FigureCall,
  { portfolios }: Services,
  make: (asked: Asked) => unknown,
): Promise<Reply> {
  const portfolio = await portfolios.open(call.principal.user, call.params.id, call.asKnownAt);
  const { asKnownAt } = call;
  return ok(await make({ portfolio, today: portfolios.today(asKnownAt), now: portfolios.now(asKnownAt) }));
}

const paged = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({ limit, cursor });

/** Every figure of a portfolio. */
export const figureHandlers = {
  current: (call, services) => of(call, services, ({ portfolio, now }) => figures.current(portfolio, now)),
  performance: async (call, services) => {
    const { timeframe, benchmark } = call.query;
    const prices = await others(call, services, [benchmark]);
    return of(call, services, async ({ portfolio, now }) => {
      const asked = figures.recordsOfRange(portfolio, timeframe, now);
      const request = {
        timeframe,
        benchmark,
        others: prices,
        recorded: await recorded(call, services, asked),
      };
      return figures.performance(portfolio, request, now);
    });
  },
  history: (call, services) =>
    of(call, services, async ({ portfolio, now }) => {
      const { period, from, to, bucket } = call.query;
      const request = { period, from: dayOf(from), to: dayOf(to), bucket };
      const asked = figures.recordsOfHistory(portfolio, request, now);
      const within = await recorded(call, services, asked);
      return figures.valueHistory(portfolio, { ...request, recorded: within }, now);
    }),
  equityHistory: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { start_date, end_date } = call.query;
      return figures.equityHistory(
        portfolio,
        { startDate: dayOf(start_date), endDate: dayOf(end_date) },
        today,
      );
    }),
  growth: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { basis, by, date } = call.query;
      return figures.growth(portfolio, { basis, by, date: dayOf(date) }, today);
    }),
  accountValue: (call, services) =>
    of(call, services, ({ portfolio, today }) =>
      figures.accountValue(portfolio, { basis: call.query.basis, date: dayOf(call.query.date) }, today),
    ),
  summary: (call, services) => of(call, services, ({ portfolio, now }) => figures.summary(portfolio, now)),
  complete: (call, services) =>
    of(call, services, async ({ portfolio, now }) => {
      const asked = figures.recordsOfRange(portfolio, '1M', now);
      return figures.complete(portfolio, now, await recorded(call, services, asked));
    }),
  positions: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { date, from, by, closed, account_id: account } = call.query;
      const asked = { date: dayOf(date), from: dayOf(from), by, closed, account, ...paged(call.query) };
      return figures.positions(portfolio, asked, today);
    }),
  trades: (call, services) =>
    of(call, services, ({ portfolio }) => {
      const { from, to, account_id: account, status, symbol, strategy, tag } = call.query;
      const { basis, statistics, sort, order, closed_on } = call.query;
      const filters = { status, symbol, strategy, tag, basis, statistics, account, sort, order };
      return figures.trades(portfolio, {
        ...filters,
        from: dayOf(from),
        to: dayOf(to),
        closedOn: dayOf(closed_on),
        ...paged(call.query),
      });
    }),
  trade: (call, services) =>
    of(call, services, ({ portfolio }) => figures.trade(portfolio, call.params.trade_id, call.query.basis)),
  lots: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { status, symbol, date, from, account_id: account } = call.query;
      const asked = { status, symbol, date: dayOf(date), from: dayOf(from), account, ...paged(call.query) };
      return figures.lots(portfolio, asked, today);
    }),
  returns: async (call, services) => {
    const { from, to, by, benchmark, account_id: account } = call.query;
    const asked = { from: dayOf(from), to: dayOf(to), by, benchmark, account };
    const prices = await others(call, services, [benchmark]);
    return of(call, services, ({ portfolio, today }) =>
      figures.returns(portfolio, { ...asked, others: prices }, today),
    );
  },
  risk: async (call, services) => {
    const { from, to, benchmark, account_id: account } = call.query;
    const { risk_free: riskFree, log_returns: logReturns, series } = call.query;
    const asked = { from: dayOf(from), to: dayOf(to), benchmark, riskFree, logReturns, series, account };
    const prices = await others(call, services, [benchmark]);
    return of(call, services, ({ portfolio, today }) =>
      figures.risk(portfolio, { ...asked, others: prices }, today),
    );
  },
  attribution: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { from, to, by, account_id: account } = call.query;
      return figures.attribution(portfolio, { from: dayOf(from), to: dayOf(to), by, account }, today);
    }),
  explain: (call, services) =>
    of(call, services, ({ portfolio, today }) => {
      const { figure, date, symbol, from, depth, basis, log_returns, account_id: account } = call.query;
      return figures.explained(
        portfolio,
        {
          figure,
          date: dayOf(date),
          symbol,
          from: dayOf(from),
          depth,
          basis,
          logReturns: log_returns,
          account,
        },
        today,
      );
    }),
  exposures: (call, services) =>
    of(call, services, ({ portfolio, today }) =>
      figures.exposures(portfolio, { date: dayOf(call.query.date), account: call.query.account_id }, today),
    ),
  correlations: async (call, services) => {
    const { from, to, account_id: account } = call.query;
    const factors = call.query.factors?.split(',').map((name) => name.trim());
    const asked = { from: dayOf(from), to: dayOf(to), factors, account };
    const prices = await others(call, services, factors ?? []);
    return of(call, services, ({ portfolio, today }) =>
      figures.correlations(portfolio, { ...asked, others: prices }, today),
    );
  },
  stress: async (call, services) => {
    const { scenario, date, account_id: account } = call.query;
    const own = await ownScenarios(services.store.of(call.principal.user), call.asKnownAt);
    return of(call, services, ({ portfolio, today }) =>
      figures.stress(portfolio, { scenario, date: dayOf(date), account, own }, today),
    );
  },
} satisfies Handlers;
