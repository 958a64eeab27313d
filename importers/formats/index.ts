import type { DocumentFormat } from '../reader/document.ts';
import type { Format } from '../reader/format.ts';
import { avanza } from './avanza.ts';
import { bitvavo } from './bitvavo.ts';
import { coinbase } from './coinbase.ts';
import { cryptocom } from './cryptocom.ts';
import { degiro } from './degiro.ts';
import { delta } from './delta.ts';
import { directa } from './directa.ts';
import { disnat } from './disnat.ts';
import { etoro } from './etoro.ts';
import { etrade } from './etrade.ts';
import { fidelity } from './fidelity.ts';
import { finpension } from './finpension.ts';
import { freetrade } from './freetrade.ts';
import { ghostfolio, ghostfolioTable } from './ghostfolio.ts';
import { hargreavesLansdown } from './hargreaves-lansdown.ts';
import { ibkrActivity } from './ibkr-activity.ts';
import { ibkrFlexXml } from './ibkr-flex-xml.ts';
import { ibkrFlexTable, ibkrTransactionHistory } from './ibkr-tables.ts';
import { investengine } from './investengine.ts';
import { beancount, plainTextJournal } from './journals.ts';
import { kraken } from './kraken.ts';
import { morganStanley } from './morgan-stanley.ts';
import { ofx } from './ofx.ts';
import { parqet } from './parqet.ts';
import { portfolioPerformance } from './portfolio-performance.ts';
import { portfolioPerformanceXml } from './portfolio-performance-xml.ts';
import { qif } from './qif.ts';
import { rabobank } from './rabobank.ts';
import { revolut } from './revolut.ts';
import { robinhood } from './robinhood.ts';
import { saxo } from './saxo.ts';
import { schwab } from './schwab.ts';
import { sharesight } from './sharesight.ts';
import { swissquote } from './swissquote.ts';
import { tastytrade } from './tastytrade.ts';
import { tdAmeritrade } from './td-ameritrade.ts';
import { thinkorswim } from './thinkorswim.ts';
import { tradeRepublic } from './trade-republic.ts';
import { trading212 } from './trading212.ts';
import { vanguardUk } from './vanguard-uk.ts';
import { vanguardUs } from './vanguard-us.ts';
import { wealthfolio } from './wealthfolio.ts';
import { webull } from './webull.ts';
import { xtb } from './xtb.ts';

/** Every format that is a table or several. */
export const FORMATS: readonly Format[] = [
  avanza,
  bitvavo,
  coinbase,
  cryptocom,
  degiro,
  delta,
  directa,
  disnat,
  etoro,
  fidelity,
  etrade,
  ibkrActivity,
  kraken,
  portfolioPerformance,
  robinhood,
  tastytrade,
  tdAmeritrade,
  thinkorswim,
  vanguardUs,
  wealthfolio,
  webull,
  finpension,
  freetrade,
  ghostfolioTable,
  hargreavesLansdown,
  ibkrFlexTable,
  ibkrTransactionHistory,
  investengine,
  morganStanley,
  parqet,
  rabobank,
  revolut,
  saxo,
  schwab,
  sharesight,
  swissquote,
  tradeRepublic,
  trading212,
  vanguardUk,
  xtb,
];

/** Every format that is none. */
export const DOCUMENTS: readonly DocumentFormat[] = [
  ghostfolio,
  ibkrFlexXml,
  ofx,
  qif,
  portfolioPerformanceXml,
  beancount,
  plainTextJournal,
];
