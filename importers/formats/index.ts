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
import { fidelity } from './fidelity.ts';
import { finpension } from './finpension.ts';
import { freetrade } from './freetrade.ts';
import { hargreavesLansdown } from './hargreaves-lansdown.ts';
import { ibkrFlexTable, ibkrTransactionHistory } from './ibkr-tables.ts';
import { investengine } from './investengine.ts';
import { morganStanley } from './morgan-stanley.ts';
import { parqet } from './parqet.ts';
import { rabobank } from './rabobank.ts';
import { revolut } from './revolut.ts';
import { saxo } from './saxo.ts';
import { schwab } from './schwab.ts';
import { sharesight } from './sharesight.ts';
import { swissquote } from './swissquote.ts';
import { tradeRepublic } from './trade-republic.ts';
import { trading212 } from './trading212.ts';
import { vanguardUk } from './vanguard-uk.ts';
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
  finpension,
  freetrade,
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
export const DOCUMENTS: readonly DocumentFormat[] = [];
