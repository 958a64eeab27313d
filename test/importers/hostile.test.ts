import { describe, expect, test } from 'vitest';
import { readFile } from '../../importers/index.ts';

const terms = { file: 'hostile', accountCurrency: 'EUR', timeZone: 'Europe/Berlin', answers: {} };
const read = (text: string) => readFile(new TextEncoder().encode(text), terms);
const MANY = 200_000;

// What is quadratic in these takes minutes, and the run does not end.
describe('a file made to cost time is refused in the time that its length takes', () => {
  test.each([
    ['tags that never close', `<FlexQueryResponse><a ${'<a "'.repeat(MANY)}`],
    ['elements inside each other', `<FlexQueryResponse>${'<a>'.repeat(MANY)}`],
    ['elements of OFX inside each other', `OFXHEADER:100\n<OFX>${'<A>'.repeat(MANY)}`],
    ['quotes that never close', `Date,Action,Symbol,Fees & Comm,Amount\n${'"'.repeat(MANY + 1)}`],
    [
      'one endless cell',
      `Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id\n16-01-2024,09:00,16-01-2024,,,Koop ${'1 '.repeat(MANY)},,EUR,1,EUR,1,\n`,
    ],
    ['brackets that never close', `{"activities": [${'['.repeat(MANY)}, "unitPrice": 1`],
    ['an endless line of a journal', `2024-01-16 * "x"\n  Assets:Broker:A ${' 1\t'.repeat(MANY)}`],
  ])('%s', (_, text) => {
    const { drafts, problems } = read(text);
    expect(drafts).toEqual([]);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });
});

test('A file that is not empty and yields no event is an error', () => {
  const text = 'Date,Details,Amount,Balance\n13/03/2022,Regular Deposit,0,0\n';
  const { drafts, noEvents, problems } = read(text);
  expect(drafts).toEqual([]);
  expect(noEvents.map(({ reason }) => reason)).toEqual(['a header', 'its amount is zero']);
  expect(problems.map(({ code }) => code)).toEqual(['file_empty']);
});
