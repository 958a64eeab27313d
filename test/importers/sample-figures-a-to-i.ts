import type { Sums } from './figures.ts';

/** What a real sample comes to, worked out from the file by hand or by another program. */
export interface SampleFigures {
  readonly file: string;
  readonly format: string;
  /** How the figures were found. */
  readonly working: string;
  readonly cash: Sums;
  readonly units?: Sums;
  readonly costs?: Sums;
  readonly answers?: Readonly<Record<string, string>>;
  /** Lines that are refused, each for a reason that is in the file. */
  readonly refused?: readonly number[];
}

/** Of brokers from A to I. */
export const FIRST_FIGURES: readonly SampleFigures[] = [
  {
    file: 'avanza/etg-avanza-export.csv',
    format: 'avanza',
    working:
      'Sum of Belopp; Antal of Köp and Sälj; costs: courtage 19 + 21.45, taxes 26 + 118 + 16.49, refunds 1.24 + 85.97.',
    answers: { account: '*' },
    cash: { SEK: '-94340.33' },
    units: { NO0010827280: '-352.033838', SE0004841500: '6.3572', SE0007126000: '2', US78409V1044: '2' },
    costs: { SEK: '113.73' },
  },
  {
    file: 'bitvavo/etg-bitvavo-export.csv',
    format: 'bitvavo',
    working:
      'Money paid in 10+10+25+25+30+25 and paid for coins the same, less 24.63 sold and withdrawn: nothing is left. Units: sum of Amount by coin.',
    cash: {},
    units: { ETH: '0.000053650000000001', BTC: '0.00072401', USDT: '-0.000000000000003', ADA: '0.361357' },
  },
  {
    file: 'coinbase/etg-coinbase-export.csv',
    format: 'coinbase',
    working:
      'Bought for 70 EUR and for 70 USD; conversions bring and take the same value. BTC 2 × 0.00166779 - 0.00363125; ETH 0.000037835729 + 0.000022652183 + 0.180914809326 - 0.17305191; ETH2 0.17305191 - 0.180914809326.',
    cash: { EUR: '-70', USD: '-70' },
    units: { BTC: '-0.00029567', XRP: '156.145683', ETH: '0.007923387238', ETH2: '-0.007862899326' },
    costs: { EUR: '2.99', USD: '2.99' },
  },
  {
    file: 'cryptocom/etg-cryptocom-export.csv',
    format: 'crypto-com',
    working:
      'Each exchange sells and buys at one value, the card spends the 210 that it sold for: no cash is left. Units: sum of Amount and To Amount by coin, staking left out.',
    cash: {},
    units: {
      CRO: '-11791.0203683',
      USDC: '234.306749',
      USDT: '-795.068191',
      EGLD: '-4.15',
      ETHW: '-0.67',
      XRP: '3059.220008',
      BTC: '0.01152324',
      AVAX: '5',
      SOL: '3.3',
    },
  },
  {
    file: 'degiro/etg-degiro-export.csv',
    format: 'degiro',
    working:
      'Sum of Mutatie by currency without the sweeps to its own bank account and the reservations; Koop, Compra, Achat less Verkoop, Sell; costs: connection 4 × 2.50, trades 7 × 1.00 bar 0.50 and 4.90, 9999.99, courtesy paid back 0.85, taxes by currency.',
    cash: { EUR: '-20620.37', USD: '-455.5708', GBP: '19.84' },
    units: {
      ...{ US9256521090: '1', CA0641491075: '-1', IE00B3RBWM25: '2', AU000000FBR4: '500', US00165C1045: '1' },
      ...{ IE00BYXG2H39: '-1', IE00B0M63391: '1', IE00B4L5Y983: '7', FI4000198031: '6', GB00BPQY8M80: '-4' },
      ...{ NL0013654783: '999', JP3633400001: '30' },
    },
    costs: { USD: '0.94', EUR: '10019.54', JPY: '9999.99' },
  },
  {
    file: 'degiro/ost-fr-Account.csv',
    format: 'degiro',
    working:
      'Sum of Change by currency without the sweeps (-397.19 CHF); four sales; fees and taxes on dividends by currency.',
    cash: { CHF: '385.57', USD: '-0.01' },
    units: { CH0011075394: '-6', US7427181091: '-30', FR001400J770: '-60', CH0012005267: '-25' },
    costs: { USD: '19.34', EUR: '30.7', CHF: '56.73' },
  },
  {
    file: 'delta/etg-delta-export.csv',
    format: 'delta',
    working:
      '5000 paid in, 1250 for AAPL, a dividend of 2.50 less its fee of 0.50. ETH 10 + 0.88, BTC 0.001 - 0.6, SOL -100, DOT -0.1, and a fee of 0.1 BNB.',
    cash: { USD: '3752' },
    units: { AAPL: '5', BTC: '-0.599', DOT: '-0.1', SOL: '-100', ETH: '10.88', BNB: '-0.1' },
    costs: { USD: '0.5' },
  },
  {
    file: 'directa/etg-directa-export.csv',
    format: 'directa',
    working:
      'Sum of Importo euro without the row of type Pippo (33 September) and the one without a type; taxes 3.57+2.15+2.86+18.53+3.05.',
    cash: { EUR: '1323.19' },
    units: {
      ICOV: '3',
      EHYA: '36',
      SMEA: '2',
      IEMB: '2',
      EIMI: '4',
      CNYB: '39',
      SWDA: '1',
      IWVL: '3',
      IEVL: '22',
      IWDP: '6',
      AV: '-200',
    },
    costs: { EUR: '30.16' },
    refused: [34, 35],
  },
  {
    file: 'disnat/etg-disnat-export.csv',
    format: 'disnat',
    working: "Sum of Montant de l'opération; Quantité of ACHAT and VENTE; costs 100 + 9.98 + 5.",
    cash: { CAD: '-447.36' },
    units: { CASH: '2', VEQT: '10', DMEC: '5', DMQC: '2', HURA: '10' },
    costs: { CAD: '114.98' },
  },
  {
    file: 'etoro/etg-etoro-export.csv',
    format: 'etoro',
    working:
      'Positions opened take, closed bring their amount, the rest as signed; costs 1.36 + 0.10 + 0.31 - 0.21 + 6.97.',
    cash: { USD: '-105.48' },
    units: {
      OLED: '-0.102626',
      AMAT: '-0.002556',
      AMD: '-0.051214',
      SLAB: '0.219575',
      SWKS: '0.888488',
      'NKE CFD': '0.398451',
    },
    costs: { USD: '8.53' },
  },
  {
    file: 'fidelity/ost-Accounts_History.csv',
    format: 'fidelity',
    working:
      "Sum of Amount ($); 28+10+10+22+130+0.8724 units, which is what the broker's own statement beside it holds (200.8724).",
    cash: { USD: '-28374.13' },
    units: { VT: '200.8724' },
    costs: { USD: '21.75' },
  },
  {
    file: 'finpension/etg-finpension-3a-export.csv',
    format: 'finpension',
    working:
      'Sum of Cash Flow (years between are not in the sample, so its Balance differs); Number of Shares by ISIN; fees 1.324 + 0.6761.',
    cash: { CHF: '1366.561506' },
    units: {
      CH0189956813: '0.002',
      CH0188772989: '0.001',
      CH0214967314: '0',
      CH0429081620: '-0.004',
      CH0429081638: '-0.004',
      CH0110869143: '0.001',
      CH0033782431: '0.009',
      CH0259132261: '0.001',
      CH0017844686: '0.003',
      CH0217837456: '0.001',
    },
    costs: { CHF: '2.0001' },
  },
  {
    file: 'freetrade/etg-freetrade-export.csv',
    format: 'freetrade',
    working:
      'Total Amount, out for BUY and WITHDRAWAL; a free share brings units and moves no cash; costs: stamp duty 25.22, FX fee 7.76.',
    cash: { GBP: '-9435.63' },
    units: { VWRL: '11', ATST: '421', NVDA: '4.1056135' },
    costs: { GBP: '32.98' },
  },
  {
    file: 'freetrade/kapji-freetrade.csv',
    format: 'freetrade',
    working:
      'Total Amount, out for BUY; FX fees 0.03+0.63+0.63+2.08+0.63+0.63+2.08+0.05+0.05. The free share of TDUP is sold again.',
    cash: { GBP: '8945.12' },
    units: { TSLA: '1.45003568', NDAQ: '2.12181972', GOOGL: '0.13949006' },
    costs: { GBP: '6.81' },
  },
  {
    file: 'generic/kapji-raw.csv',
    format: 'mapping',
    working:
      'Bought 2480 + 2×321 + 15×85.50 + 5×85.50 + 825 + 104×198.62 + 105×180.50 = 45265.98, sold 8950 + 20×107 + 20×116 = 13410, dividends 4200×0.80 + 305×0.031737, fees 0.30; AMZN 1 + 209.',
    answers: { mapping: 'yes', 'type.STOCK_SPLIT': 'split_added' },
    cash: { USD: '-28486.600215' },
    units: { AMZN: '210', OPRA: '120', BABA: '30', FB: '104', META: '15' },
    costs: { USD: '0.3' },
  },
  {
    file: 'hargreaves-lansdown/kapji-hl.csv',
    format: 'hargreaves-lansdown',
    working: '-4.05 + 3.87 + 44988.05 - 150006.84 + 50000; 4563 - 1000 units.',
    cash: { GBP: '-55018.97' },
    units: { 'Vanguard FTSE Developed World UCITS ETF': '3563' },
    costs: { GBP: '4.05' },
  },
  {
    file: 'ibkr/etg-ibkr-dividends-export.csv',
    format: 'ibkr-flex-csv',
    working: 'Sum of Amount by currency; taxes USD 20.58+12.9+25.47, CHF 14.68.',
    cash: { USD: '334.61', CHF: '32.08', JPY: '455' },
    units: {},
    costs: { USD: '58.95', CHF: '14.68' },
  },
  {
    file: 'ibkr/etg-ibkr-trades-export.csv',
    format: 'ibkr-flex-csv',
    working:
      'TradeMoney and IBCommission of the purchases; the three conversions do not say of which currency they are.',
    cash: { CHF: '-1983.9', USD: '-31583.529' },
    units: { CH0111762537: '7', US9220427424: '323' },
    costs: { CHF: '5', USD: '6.979' },
    refused: [10, 11, 12],
  },
  {
    file: 'ibkr/kapji-ibkr-transaction-history.csv',
    format: 'ibkr-transaction-history',
    working: 'Sum of Net Amount; 4 bought, 2 sold; costs: commissions 3 + 3, taxes 3 + 0.15 + 3.9 - 3.9.',
    cash: { GBP: '3027.3997362408735' },
    units: { CNX1: '2' },
    costs: { GBP: '9.15' },
  },
  {
    file: 'ibkr/ost-flex-vtandchill_2025.xml',
    format: 'ibkr-flex-xml',
    working:
      'VT: 130×141.795 + (28+10+10+22)×142.035 + 1.37 = 28377.17; USD: -28377.17 + 2.39 + 995.34 - 21.746 + 144.976 + 13.52 + 4.34 + 10.61 - 2.01; CHF: -1.9125736 - 786.219066 - 11 - 249000 - 2.92 - 3.19.',
    cash: { USD: '-27229.75', CHF: '-249805.2416396' },
    units: { VT: '200' },
    costs: { USD: '23.116', CHF: '11' },
  },
  {
    file: 'ibkr/ost-flex-corporate_action_2025.xml',
    format: 'ibkr-flex-xml',
    working:
      '24 × 33.2 + 3 = 799.8 paid in EUR; dividends 12.72 + 13.92, taxes 1.91 + 2.09; the change of ISIN takes the 24 units along.',
    cash: { EUR: '-799.8', USD: '22.64' },
    units: { 'ZT0.NEW': '24' },
    costs: { EUR: '3', USD: '4' },
  },
  {
    file: 'ibkr/ost-flex-minimal_short_options_repro_2025.xml',
    format: 'ibkr-flex-xml',
    working: 'netCash of the statement: -180012 - 4000.50 + 1746.50 + 1955.10 + 600 - 90 + 5.25.',
    cash: { USD: '-179795.65' },
    units: { XXXX: '1200', YYYY: '50', XXXX260220C00200000: '-12' },
    costs: { USD: '110.9' },
  },
  {
    file: 'ibkr/ost-flex-options_future_2025.xml',
    format: 'ibkr-flex-xml',
    working:
      'By another program over the XML: - quantity × tradePrice × multiplier + ibCommission of each Trade, + amount of each CashTransaction. The future is flat in the end: its trades sum to its gain, (1.265 - 1.25 - 1.265 + 1.2634) × 125000 = 1675.',
    cash: { CHF: '-10560.307525', USD: '-258.49641215' },
    units: {
      ...{ FHZN: '10', SHIR: '1965', BABA: '-15', CL: '15', ECH: '50', IGIC: '-100', RIO: '10', SA: '-200' },
      ...{ VOXR: '-1000', WY: '100', ASML260130C01170000: '1', ASML260130P00930000: '1' },
      ...{ IGIC250117C00025000: '1', WY260717C00020000: '2', 'CHUF5 C1210': '6', 'CHUF6 C1290': '-1' },
    },
    costs: { CHF: '29.482525', USD: '50.72141215' },
  },
];

/** Samples without figures, and why. */
export const WITHOUT_FIGURES: Readonly<Record<string, string>> = {
  'cointracking/etg-cointracking-export.csv': 'of a program whose files are not read yet',
  'degiro/ost-fr-Portfolio.csv': 'holdings of a day, no events',
  'fidelity/ost-Statement12312025.csv': 'holdings of a day, no events',
  'investimental/etg-investimental-export.csv': 'orders with every change of them, which are not read yet',
};
