/**
 * Minor units of currencies: ISO 4217 (list one, table A.1), 8 decimals for crypto currencies.
 * Hundredths that exchanges quote in (pence, agorot, cents) are read as parts of their currency.
 */
const ZERO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR_DECIMALS = 'CLF UYW';
const TWO_DECIMALS =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
  'CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF ' +
  'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV ' +
  'MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD ' +
  'SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL ' +
  'DEM FRF ITL ESP NLG BEF ATS FIM IEP PTE GRD LUF CYP EEK LTL LVL MTL SIT SKK ROL CNH';

const MINOR_UNITS = new Map<string, number>();
for (const [codes, decimals] of [
  [ZERO_DECIMALS, 0],
  [TWO_DECIMALS, 2],
  [THREE_DECIMALS, 3],
  [FOUR_DECIMALS, 4],
] as const) {
  for (const code of codes.split(' ')) MINOR_UNITS.set(code, decimals);
}

/** Decimals of everything that is not an ISO 4217 currency: crypto currencies. */
const CRYPTO_DECIMALS = 8;

const HUNDREDTHS = new Map([
  ['GBX', 'GBP'],
  ['GBp', 'GBP'],
  ['ZAc', 'ZAR'],
  ['ZAC', 'ZAR'],
  ['ILA', 'ILS'],
]);

/** Decimals of a currency's minor unit: USD 2, JPY 0, KWD 3, BTC 8. */
export function minorUnits(currency: string): number {
  return MINOR_UNITS.get(currency) ?? CRYPTO_DECIMALS;
}

/** True for ISO 4217 codes, false for crypto codes and anything else. */
export function isIsoCurrency(currency: string): boolean {
  return MINOR_UNITS.has(currency);
}

/** A quoted code as its currency and the decimals its figures shift by: GBX → GBP, 2; USD → USD, 0. */
export function quotedCurrency(code: string): { currency: string; shift: 0 | 2 } {
  // Only GBp differs from GBP by its letter case.
  const whole = HUNDREDTHS.get(code) ?? HUNDREDTHS.get(code.toUpperCase());
  return whole === undefined ? { currency: code.toUpperCase(), shift: 0 } : { currency: whole, shift: 2 };
}

/** The shape of a currency code: three capitals of ISO 4217, or a crypto code of 2 to 10 letters and digits. */
export function isCurrencyCode(code: string): boolean {
  return HUNDREDTHS.has(code) || /^[A-Za-z][A-Za-z0-9]{1,9}$/.test(code);
}
