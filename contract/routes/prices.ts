import { z } from 'zod';
import { CREATE, endpoints, LIVE, ok, READ, REPLACE } from '../route.ts';
import { INSTRUMENT_KINDS, Instrument, InstrumentInput } from '../schemas/instrument.ts';
import {
  HeldBackPrice,
  Price,
  PriceInputs,
  Rate,
  RateInputs,
  Refreshed,
  RefreshInput,
  Split,
  SplitInputs,
} from '../schemas/price.ts';
import { AS_KNOWN_AT, DRY_RUN, PAGE, PERIOD, page, queryFlag } from '../schemas/queries.ts';
import { id } from '../schemas/scalars.ts';

const dryRun = z.object(DRY_RUN);
const ofInstrument = z.object({ symbol: z.string().describe('Of the instrument, as events name it.') });
const symbol = z.string().optional().describe('Of one instrument; of all where absent.');

export const priceRoutes = endpoints('Prices', {
  listInstruments: {
    ...READ,
    asKnownAt: true,
    path: '/instruments',
    summary: 'Instruments',
    query: z.object({
      text: z.string().max(200).optional().describe('With this in symbol or name, in any letter case.'),
      kind: z.enum(INSTRUMENT_KINDS).optional().describe('Of one kind.'),
      held: queryFlag('Only what is held now.'),
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(page(Instrument), 'What the ledger names, by symbol.'),
  },
  getInstrument: {
    ...READ,
    asKnownAt: true,
    path: '/instruments/{symbol}',
    summary: 'An instrument',
    params: ofInstrument,
    query: z.object(AS_KNOWN_AT),
    answers: ok(Instrument, 'What is known of it.'),
  },
  putInstrument: {
    ...REPLACE,
    path: '/instruments/{symbol}',
    summary: 'Say what an instrument is',
    params: ofInstrument,
    query: dryRun,
    body: InstrumentInput,
    answers: ok(Instrument, 'What is known of it now.'),
  },
  listPrices: {
    ...READ,
    asKnownAt: true,
    path: '/prices',
    summary: 'Prices',
    query: z.object({ symbol, ...PERIOD, ...PAGE, ...AS_KNOWN_AT }),
    answers: ok(page(Price), 'By symbol and day.'),
  },
  putPrices: {
    ...REPLACE,
    path: '/prices',
    summary: "Set prices of the user's own",
    description:
      'They come before those of a provider, for that user; the ones before are kept as revisions. All or nothing.',
    query: dryRun,
    body: PriceInputs,
    answers: ok(
      z.object({ items: z.array(Price).describe('The prices that count now.') }),
      'As they are now.',
    ),
  },
  refreshPrices: {
    method: 'POST',
    access: 'user',
    scope: 'capture',
    path: '/prices/refresh',
    summary: 'Ask the providers for prices now',
    body: RefreshInput,
    bodyOptional: true,
    answers: ok(Refreshed, 'What came.'),
  },
  listHeldBackPrices: {
    ...LIVE,
    path: '/prices/held-back',
    summary: 'Prices that are not believed',
    query: z.object({ symbol, ...PAGE }),
    answers: ok(page(HeldBackPrice), 'The newest first.'),
  },
  releaseHeldBackPrice: {
    ...CREATE,
    path: '/prices/held-back/{id}/release',
    summary: 'Believe a price after all',
    description:
      'An administrator releases it for everybody; for anybody else it becomes a price of his own of that day.',
    params: z.object({ id: id('Of the price that is held back.') }),
    query: dryRun,
    answers: ok(Price, 'The price; it counts now.'),
  },
  listRates: {
    ...READ,
    asKnownAt: true,
    path: '/rates',
    summary: 'Exchange rates',
    query: z.object({
      pair: z.string().max(20).optional().describe('Of one pair, as `EURUSD`; of all where absent.'),
      ...PERIOD,
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(page(Rate), 'By pair and day.'),
  },
  putRates: {
    ...REPLACE,
    path: '/rates',
    summary: "Set exchange rates of the user's own",
    query: dryRun,
    body: RateInputs,
    answers: ok(z.object({ items: z.array(Rate).describe('The rates that count now.') }), 'As they are now.'),
  },
  listSplits: {
    ...READ,
    asKnownAt: true,
    path: '/splits',
    summary: 'Splits',
    query: z.object({ symbol, ...PERIOD, ...PAGE, ...AS_KNOWN_AT }),
    answers: ok(page(Split), 'By symbol and day.'),
  },
  putSplits: {
    ...REPLACE,
    path: '/splits',
    summary: "Set splits of the user's own",
    description: 'Not applied to an account whose ledger has the same ratio within 7 days.',
    query: dryRun,
    body: SplitInputs,
    answers: ok(
      z.object({ items: z.array(Split).describe('The splits that count now.') }),
      'As they are now.',
    ),
  },
});
