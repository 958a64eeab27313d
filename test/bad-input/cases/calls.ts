import { type BadInput, type Expected, GOOD_LEDGER, VALUE } from '../case.ts';

const of = (name: string, call: string, ...errors: Expected[]): BadInput => ({
  name,
  files: { 'ledger.csv': GOOD_LEDGER },
  call,
  errors,
});

const small = (name: string, command: string, text: string, ...errors: Expected[]): BadInput => ({
  name: `${command.split(' ')[0]}: ${name}`,
  files: { 'in.csv': text },
  call: command,
  errors,
});

/** Calls that cannot be meant, and the files of the small commands. */
export const CALLS: readonly BadInput[] = [
  of('a command that is not known', 'valeu --ledger ledger.csv', ['command_unknown', null, null, 'valeu']),
  of('a flag that is not known', `${VALUE} --bse USD`, ['flag_unknown', null, null, '--bse']),
  of('a flag without its value', `${VALUE} --base`, ['flag_value', null, null, '--base']),
  of('no ledger', 'value', ['flag_required', null, null, '--ledger']),
  of('a base that is no currency', `${VALUE} --base U$D`, ['setting_invalid', null, null, '--base']),
  of('a lot method that is not known', `${VALUE} --lots best`, ['setting_invalid', null, null, '--lots']),
  of('a fee convention that is not known', `${VALUE} --fees ignore`, [
    'setting_invalid',
    null,
    null,
    '--fees',
  ]),
  of('a flow convention that is not known', `${VALUE} --flows never`, [
    'setting_invalid',
    null,
    null,
    '--flows',
  ]),
  of('a day that does not exist', `${VALUE} --from 2024-02-30`, ['date_invalid', null, null, '--from']),
  of('a day beyond four centuries', `${VALUE} --to 9999-12-31`, ['date_invalid', null, null, 'to']),
  of('a day in another order', `${VALUE} --to 31/12/2024`, ['date_invalid', null, null, '--to']),
  of('from after to', `${VALUE} --from 2024-06-01 --to 2024-01-01`, ['setting_invalid', null, null, '--to']),
  of('a period that is not known', `${VALUE} --every fortnight`, ['setting_invalid', null, null, '--every']),
  of('a calendar that is not known', `${VALUE} --calendar XXXX`, [
    'setting_invalid',
    null,
    null,
    '--calendar',
  ]),
  of('an account that is not there', `${VALUE} --account savings`, [
    'account_unknown',
    null,
    null,
    '--account',
  ]),
  of('a rate that is no number', `${VALUE} --risk-free high`, ['number_invalid', null, null, '--risk-free']),
  of('a switch with a value', `${VALUE} --timing=yes`, ['flag_value', null, null, '--timing']),
  of('a word too many', 'value {two words}', ['operand_unknown', null, null, 'two words']),
  of(
    'several mistakes in one call',
    `${VALUE} --lots best --from never --fees x`,
    ['date_invalid', null, null, '--from'],
    ['setting_invalid', null, null, '--fees'],
    ['setting_invalid', null, null, '--lots'],
  ),
  of('a benchmark that is not there', `${VALUE} --benchmark none.csv`, [
    'file_missing',
    'none.csv',
    null,
    null,
  ]),
  of('trades: a starting balance that is no number', 'trades --ledger ledger.csv --starting-balance much', [
    'number_invalid',
    null,
    null,
    '--starting-balance',
  ]),
  of('trades: a basis that is not known', 'trades --ledger ledger.csv --basis book', [
    'setting_invalid',
    null,
    null,
    '--basis',
  ]),
  of('trades: an account that is not there', 'trades --ledger ledger.csv --account savings', [
    'account_unknown',
    null,
    null,
    '--account',
  ]),
  of('trades: from after to', 'trades --ledger ledger.csv --from 2024-06-01 --to 2024-01-01', [
    'setting_invalid',
    null,
    null,
    '--to',
  ]),
  {
    ...of('verify: a ledger that is not there', 'verify --ledger none.csv', [
      'file_missing',
      'none.csv',
      null,
      null,
    ]),
  },
  of('sessions: a calendar that is not known', 'sessions --calendar MARS --from 2024-01-01 --to 2024-01-31', [
    'setting_invalid',
    null,
    null,
    '--calendar',
  ]),
  of('sessions: from after to', 'sessions --calendar XNYS --from 2024-02-01 --to 2024-01-31', [
    'setting_invalid',
    null,
    null,
    '--to',
  ]),
  of(
    'sessions: no days',
    'sessions --calendar XNYS',
    ['flag_required', null, null, '--from'],
    ['flag_required', null, null, '--to'],
  ),
  of('xirr: no file', 'xirr', ['operand_missing', null, null, 'FILE']),
  small('payments of one sign', 'xirr in.csv', 'date,amount\n2024-01-02,-100\n2024-06-02,-50\n', [
    'xirr_one_sign',
    'in.csv',
    null,
    'amount',
  ]),
  small('a day that does not exist', 'xirr in.csv', 'date,amount\n2024-02-30,-100\n2024-06-02,150\n', [
    'date_invalid',
    'in.csv',
    2,
    'date',
  ]),
  small('an amount that is no number', 'xirr in.csv', 'date,amount\n2024-01-02,-100\n2024-06-02,lots\n', [
    'number_invalid',
    'in.csv',
    3,
    'amount',
  ]),
  small('an infinite amount', 'xirr in.csv', 'date,amount\n2024-01-02,-100\n2024-06-02,Infinity\n', [
    'number_invalid',
    'in.csv',
    3,
    'amount',
  ]),
  small('an empty file', 'xirr in.csv', '', ['file_empty', 'in.csv', 1, null]),
  small('no column of values', 'twr in.csv', 'date,flow\n2024-01-02,1\n', [
    'header_missing_column',
    'in.csv',
    1,
    'value',
  ]),
  small('the same day twice', 'twr in.csv', 'date,value,flow\n2024-01-02,100,0\n2024-01-02,101,0\n', [
    'date_repeated',
    'in.csv',
    3,
    'date',
  ]),
  small('a value that is no number', 'twr in.csv', 'date,value,flow\n2024-01-02,NaN,0\n2024-01-03,1,0\n', [
    'number_invalid',
    'in.csv',
    2,
    'value',
  ]),
  small('neither values nor returns', 'risk in.csv', 'date,price\n2024-01-02,100\n', [
    'header_unknown_column',
    'in.csv',
    1,
    'price',
  ]),
  small(
    'periods a year below zero',
    'risk in.csv --periods-per-year -5',
    'date,value\n2024-01-02,100\n2024-01-03,101\n',
    ['number_invalid', null, null, '--periods-per-year'],
  ),
];
