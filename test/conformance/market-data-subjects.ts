import { type Day, parseDay } from '@tidemark/engine';
import { alpaca, csvFolder, ecb, yahoo } from '../../app/market-data/index.ts';
import type { MarketData } from '../../app/service/ports/index.ts';
import { alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import type { StreamStandIn } from '../stand-ins/alpaca-stream.ts';
import { ecbStandIn } from '../stand-ins/ecb.ts';
import { json, type StandIn, type StandInAnswer } from '../stand-ins/http.ts';
import { priceFolder } from '../stand-ins/price-folder.ts';
import { type TestWorld, testWorld } from '../stand-ins/world.ts';
import { yahooStandIn } from '../stand-ins/yahoo.ts';

/** An adapter over a stand-in server, opened for one test. */
export interface MarketSubject {
  readonly market: MarketData;
  readonly world: TestWorld;
  /** Null for an adapter that asks nobody. */
  readonly server: StandIn | null;
  /** The server's end of the stream, where there is one. */
  readonly stream: StreamStandIn | null;
  close(): Promise<void>;
}

/** What an adapter may have as a method. */
export const CAPABILITIES = [
  'latestPrices',
  'dailyBars',
  'intradayBars',
  'corporateActions',
  'rates',
  'calendar',
  'clock',
  'stream',
] as const satisfies readonly (keyof MarketData)[];
export type Capability = (typeof CAPABILITIES)[number];

/** An adapter, and what of the stand-ins' market its provider has. */
export interface MarketKind {
  readonly title: string;
  open(): Promise<MarketSubject>;
  /** Its methods, and what of the stand-ins' market it knows. */
  readonly can: ReadonlySet<Capability | 'pence' | 'crypto'>;
  /** The plainest question that goes to the server. */
  ask(market: MarketData): Promise<unknown>;
  /** An answer of another shape to that question, and the field that the error names. */
  readonly changed: { readonly answer: StandInAnswer; readonly field: string } | null;
  /** What must never be in an error. */
  readonly secrets: readonly string[];
}

export const MARKET_KINDS: readonly MarketKind[] = [
  {
    title: 'Alpaca',
    open: async () => {
      const [world, server] = [testWorld(), await alpacaStandIn()];
      const urls = { dataUrl: server.address, tradingUrl: server.address };
      const { stream, close } = server;
      return { market: alpaca({ ...KEYS, ...urls }, world), world, server, stream, close };
    },
    can: new Set([
      'latestPrices',
      'dailyBars',
      'intradayBars',
      'corporateActions',
      'calendar',
      'clock',
      'stream',
      'crypto',
    ]),
    ask: (market) => market.latestPrices?.(['ACME']) ?? Promise.reject(),
    changed: { answer: json({ trades: [1] }), field: 'trades' },
    secrets: [KEYS.keyId, KEYS.secretKey],
  },
  {
    title: 'Yahoo',
    open: async () => {
      const [world, server] = [testWorld(), await yahooStandIn()];
      const { close } = server;
      return { market: yahoo({ baseUrl: server.address }, world), world, server, stream: null, close };
    },
    can: new Set(['latestPrices', 'dailyBars', 'intradayBars', 'corporateActions', 'pence', 'crypto']),
    ask: (market) => market.latestPrices?.(['ACME']) ?? Promise.reject(),
    changed: {
      answer: json({ chart: { error: null, result: [{ meta: {}, indicators: { quote: 'none' } }] } }),
      field: 'chart.result.0.indicators.quote',
    },
    secrets: [],
  },
  {
    title: 'the ECB',
    open: async () => {
      const [world, server] = [testWorld(), await ecbStandIn()];
      const { close } = server;
      return { market: ecb({ baseUrl: server.address }, world), world, server, stream: null, close };
    },
    can: new Set(['rates']),
    ask: (market) => market.rates?.(DAY_OF_NOW, DAY_OF_NOW) ?? Promise.reject(),
    changed: {
      answer: {
        status: 200,
        body: "<Envelope><Cube time='2024-06-12'><Cube currency='USD' rate='much'/></Cube></Envelope>",
      },
      field: 'Cube currency USD',
    },
    secrets: [],
  },
  {
    title: 'a CSV folder',
    open: async () => {
      const folder = priceFolder();
      return {
        market: csvFolder(folder.folder),
        world: testWorld(),
        server: null,
        stream: null,
        close: async () => folder.close(),
      };
    },
    can: new Set(['dailyBars', 'rates', 'pence']),
    ask: (market) => market.dailyBars?.(['ACME'], DAY_OF_NOW, DAY_OF_NOW) ?? Promise.reject(),
    changed: null,
    secrets: [],
  },
];

export const on = (text: string): Day => parseDay(text) as Day;
export const DAY_OF_NOW = on('2024-06-12');
