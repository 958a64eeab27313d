import { describe, expect, test } from 'vitest';
import { DOCUMENTS, FORMATS, readFile } from '../../importers/index.ts';
import { AMERICAN } from './described-files.ts';
import { PROGRAMS } from './described-programs.ts';
import { told } from './figures.ts';
import { SAMPLE_FIGURES } from './sample-figures.ts';

const terms = { file: 'export', accountCurrency: 'EUR', timeZone: 'Europe/Berlin' };

describe.each([...AMERICAN, ...PROGRAMS])('$format, $name', ({ format, text, answers = {}, events }) => {
  const reading = readFile(new TextEncoder().encode(text), { ...terms, answers });

  test('is recognised and says what was worked out', () => {
    expect(reading.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([reading.format, reading.questions]).toEqual([format, []]);
    expect(reading.drafts.map(told)).toEqual(events);
  });

  test('says the same in UTF-16 and with a byte order mark', () => {
    const wide = new Uint8Array(
      new Uint16Array([0xfeff, ...Array.from(text, (c) => c.charCodeAt(0))]).buffer,
    );
    const marked = new TextEncoder().encode(`\ufeff${text}`);
    for (const bytes of [wide, marked]) {
      expect(readFile(bytes, { ...terms, answers }).drafts.map(told)).toEqual(events);
    }
  });
});

test('An unconfirmed layout always asks whether its rows are right', () => {
  for (const { format, text } of [...AMERICAN, ...PROGRAMS]) {
    const isUnconfirmed = [...FORMATS, ...DOCUMENTS].some(
      ({ name, behind }) => name === format && behind.kind === 'unconfirmed',
    );
    const { questions } = readFile(new TextEncoder().encode(text), { ...terms, answers: {} });
    expect([format, questions.some(({ id }) => id === 'layout')]).toEqual([format, isUnconfirmed]);
  }
});

test('Every format has a file whose events were worked out by hand', () => {
  const tested = new Set([...SAMPLE_FIGURES, ...AMERICAN, ...PROGRAMS].map(({ format }) => format));
  const names = [...FORMATS, ...DOCUMENTS].map(({ name }) => name);
  expect(names.filter((name) => !tested.has(name))).toEqual([]);
});

test('Units paid in coins move as units: a value that the file does not state is not made up', () => {
  const text = [
    'Date,Way,Base amount,Base currency (name),Base type,Quote amount,Quote currency,Exchange,Sent/Received from,Sent to,Fee amount,Fee currency (name),Broker,Notes',
    '2023-06-02 16:06:47-04:00,BUY,10,ETH,CRYPTO,0.6,BTC,Binance,,,0.1,BNB,,',
    '2023-05-08 15:00:00-04:00,BUY,5,AAPL,STOCK,1250,USD,Nasdaq,,,1,USD,,',
    '2023-05-08 15:00:00-04:00,DIVIDEND,,AAPL,STOCK,2.5,USD,Nasdaq,,,0.5,USD,,',
  ].join('\n');
  const { drafts, problems } = readFile(new TextEncoder().encode(text), { ...terms, answers: {} });
  expect(problems.map(({ code, source }) => [code, source.line])).toEqual([]);
  // 15:00 four hours behind UTC is 21:00 in Berlin in summer; fees come on top, in BNB as units as well.
  expect(drafts.map(told)).toEqual([
    // The newest row stands first, so the file is read from its end.
    '2023-05-08 21:00:00 dividend AAPL = 2 USD fee 0.5',
    '2023-05-08 21:00:00 buy 5 AAPL = -1251 USD fee 1',
    '2023-06-02 22:06:47 unclassified 10 ETH',
    '2023-06-02 22:06:47 unclassified -0.6 BTC',
    '2023-06-02 22:06:47 unclassified -0.1 BNB',
  ]);
});
