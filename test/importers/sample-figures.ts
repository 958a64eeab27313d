import { FIRST_FIGURES, type SampleFigures } from './sample-figures-a-to-i.ts';

export { type SampleFigures, WITHOUT_FIGURES } from './sample-figures-a-to-i.ts';

/** What every real sample comes to. */
export const SAMPLE_FIGURES: readonly SampleFigures[] = [
  ...FIRST_FIGURES,
  {
    file: 'investengine/etg-investengine-export.csv',
    format: 'investengine',
    working: '1093.41 - 299.04 - 300.96 - 299.38 - 300.60; all units sold.',
    cash: { GBP: '-106.57' },
    units: {},
    costs: {},
  },
  {
    file: 'morgan_stanley/kapji-releases.csv',
    format: 'morgan-stanley',
    working: 'Net Share Proceeds 212 + 21.201 come in, no cash.',
    cash: {},
    units: { 'GSU Class C': '233.201' },
    costs: {},
  },
  {
    file: 'parqet/etg-parqet-export.csv',
    format: 'parqet',
    working: 'amount, out for Buy, less tax and fee in every row; a negative tax is one paid back.',
    cash: { EUR: '-1284.21' },
    units: { LU2089238203: '105.232424', IE00BM67HT60: '3.11257', DE0008404005: '-6', IL0011582033: '-14' },
  },
  {
    file: 'rabobank/etg-rabobank-export.csv',
    format: 'rabobank',
    working: 'Sum of Bedrag; Volume of Koop and Verkoop; costs 17.44, taxes 80.63 - 68.54 and 49.00 - 41.65.',
    cash: { EUR: '121.3' },
    units: { NL0014857104: '3.5404', NL0014065450: '1.3894' },
    costs: { EUR: '36.88' },
  },
  {
    file: 'revolut/etg-revolut-invest-export.csv',
    format: 'revolut',
    working:
      'Total Amount, out for BUY; the split of TSLA is answered as 3 for 1 and finds nothing held before.',
    answers: { 'split.TSLA.2022-08-25': '3' },
    cash: { USD: '-30.41', EUR: '-70' },
    units: { O: '1.63453043', MA: '-0.1998348', TSLA: '0.56217674', MSFT: '0.76672417' },
    costs: { USD: '0.01' },
  },
  {
    file: 'revolut/etg-revolut-crypto-export.csv',
    format: 'revolut',
    working:
      'Value × price shows that fees come on top: SEK -50-1+0.93-108.94, EUR -10.24-10.14, USD -10.24.',
    answers: { currency: 'SEK' },
    cash: { SEK: '-159.01', EUR: '-20.38', USD: '-10.24' },
    units: { BTC: '0.00163011', ETH: '0.00442906' },
    costs: { EUR: '0.38', USD: '0.24' },
  },
  {
    file: 'saxo/etg-saxo-export.csv',
    format: 'saxo',
    working:
      'Sum of Amount: at a conversion rate of 1 in the instrument’s currency, the two dividends in the account’s, answered EUR.',
    answers: { currency: 'EUR' },
    cash: { EUR: '-107.71', USD: '513.73' },
    units: { VWRA: '29', NVDA: '3', META: '1', AMZN: '2', VUSA: '1.5' },
    costs: { USD: '12.58' },
  },
  {
    file: 'schwab/kapji-schwab-2023.csv',
    format: 'schwab',
    working: 'Sum of Amount; everything bought is sold; fees 1.34+1.34+1.23+1.12+1.2.',
    cash: { USD: '1019826.86' },
    units: {},
    costs: { USD: '6.23' },
  },
  {
    file: 'schwab/kapji-schwab_transactions.csv',
    format: 'schwab',
    working: 'Sum of Amount; 100-100+50-50+100+4-104+90-90+30.5; fees 4+5×7+6.',
    cash: { USD: '9479.3' },
    units: { VUAG: '30.5' },
    costs: { USD: '45' },
  },
  {
    file: 'schwab/etg-schwab-export.csv',
    format: 'schwab',
    working:
      'Sum of Amount without the internal transfer of 7.06, whose word is not known; rows of mergers, conversions and a reverse split name units by CUSIP.',
    cash: { USD: '400067.13' },
    refused: [103, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119],
  },
  {
    file: 'sharesight/kapji-sharesight-trades.csv',
    format: 'sharesight',
    working:
      'Quantity × price ∓ brokerage in USD: -2500-5000-995.4-3990.899+7495+2158.851+1102.5+1700; GBP -13775 and the coins -1819.82-2262.49+3532.66-3532.66.',
    answers: { date_order: 'dmy', currency: 'GBP' },
    cash: { USD: '-29.948', GBP: '-17857.31' },
    units: { ETH: '2.585396612', FOO: '5', FUND1: '50' },
    costs: { USD: '5' },
  },
  {
    file: 'swissquote/etg-swissquote-export.csv',
    format: 'swissquote',
    working:
      'Sum of Net Amount by currency; Quantity of Buy and Sell. The sample leaves months out, so its Balance differs.',
    cash: { CHF: '62020.99', EUR: '2481.97', USD: '39220.25' },
    units: {
      ORFN: '200',
      XDWU: '640',
      KROP: '850',
      WENS: '3300',
      VDEM: '-537',
      VWRD: '-808',
      VEUD: '-709',
      WDSC: '-373',
    },
  },
  {
    file: 'traderepublic/etg-traderepublic-export.csv',
    format: 'trade-republic',
    working: 'Sum of Waarde, the one number that can be read both ways answered as 10.799; fees 1 + 1.',
    answers: { number_locale: 'comma' },
    cash: { EUR: '-638.536621' },
    units: { IE00BKX55T58: '0', LU1829221024: '0.2989', US88160R1014: '-0.2625', SI0031102120: '5' },
    costs: { EUR: '2' },
  },
  {
    file: 'trading212/kapji-trading212-2020.csv',
    format: 'trading212',
    working: 'Total (GBP), out for purchases: 9000-8.07+8.08-1106.25-401.01-6554.80+32453.25+0.10.',
    cash: { GBP: '33391.3' },
    units: { VNRG: '1', NVDA: '1' },
    costs: {},
  },
  {
    file: 'trading212/kapji-trading212-2024.csv',
    format: 'trading212',
    working: '3000-2381.35+0.04+0.75+0.11+3138.50-2000; two conversion fees of 4.71.',
    cash: { GBP: '1758.05' },
    units: {},
    costs: { GBP: '9.42' },
  },
  {
    file: 'trading212/etg-trading212-export.csv',
    format: 'trading212',
    working:
      'The first nine rows; the last four have the columns of another year under this header: they are refused.',
    cash: { EUR: '45.44' },
    units: { CSCO: '0.029053', VICI: '0.041014', ASTS: '0.29764', ASTR: '-0.61254' },
    refused: [11, 12, 13, 14],
  },
  {
    file: 'vanguard-uk/kapji-vanguard-uk-cash.csv',
    format: 'vanguard-uk',
    working:
      'The last Balance of the file; Bought and Sold; account fees 14.05 + 13.91, one of 25 charged and given back.',
    cash: { GBP: '23.59' },
    units: {
      FOO: '1550',
      BAR: '293',
      'Emerging Markets Stock Index Fund - Accumulation': '6.77',
      'U.S. Equity Index Fund - Accumulation': '0.9232',
    },
    costs: { GBP: '27.96' },
  },
  {
    file: 'vanguard-uk/kapji-vanguard-uk-cash-investment.csv',
    format: 'vanguard-uk',
    working:
      'The last Balance of the cash transactions; the investment transactions tell the same trades again.',
    cash: { GBP: '23.59' },
    units: {
      FOO: '1550',
      BAR: '293',
      'Emerging Markets Stock Index Fund - Accumulation': '6.77',
      'U.S. Equity Index Fund - Accumulation': '0.9232',
    },
    costs: { GBP: '27.96' },
  },
  {
    file: 'xtb/etg-xtb-export.csv',
    format: 'xtb',
    working:
      'Sum of Amount, three rows that stand twice counted once, without the one of the date 010.09.2024.',
    answers: { currency: 'EUR' },
    cash: { EUR: '202.44' },
    units: { 'SPYL.DE': '214.5658', 'FLOA.UK': '16.7399', 'CSPX.UK': '0.1799' },
    refused: [43],
  },
];
