import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes, VALUE } from './case.ts';
import { type Answer, folderOf, Session, wordsOf } from './run.ts';

const LEDGER = `date,type,symbol,quantity,price,amount,note
2024-01-02,deposit,,,,1000,
2024-01-03,buy,ACME,10,50,,first
2024-01-04,sell,ACME,4,60,,
`;

const quoted = (text: string) => text.replace(/[^,\n]+/g, (field) => `"${field}"`);

/** The same ledger, written in other ways that are as good. */
const WAYS: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['a byte order mark', bytes([0xef, 0xbb, 0xbf], LEDGER)],
  ['lines that end in CRLF', LEDGER.replaceAll('\n', '\r\n')],
  ['lines that end in CR', LEDGER.replaceAll('\n', '\r')],
  ['no line end at the end', LEDGER.trimEnd()],
  ['blank lines', `\n${LEDGER.replaceAll('\n', '\n\n')}\n`],
  ['every field in quotes', quoted(LEDGER)],
  ['blanks around fields', LEDGER.replaceAll(',', ' ,\t')],
  ['the header in capitals', LEDGER.replace(/^.*/, (header) => header.toUpperCase())],
  ['types in capitals', LEDGER.replaceAll('buy', 'BUY').replaceAll('deposit', 'Deposit')],
  ['numbers with needless digits', LEDGER.replace('1000', '+01000.00').replace('50', '50.')],
  [
    'a column that is marked as foreign',
    LEDGER.replace(/^(.*)$/gm, '$1,x')
      .replace(',x', ',x_mine')
      .replace(/,x$/, ''),
  ],
  [
    'a row that is there twice with its id',
    LEDGER.replace('note\n', 'id\n').replace(/(.*first)\n/, '$1\n$1\n'),
  ],
];

let session: Session;
beforeAll(() => {
  session = new Session();
});
afterAll(() => session.end());

async function answer(call: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<Answer> {
  const { folder, remove } = folderOf(files);
  const answered = await session.ask([...wordsOf(call), '--json'], folder);
  remove();
  return answered;
}

describe('input that is good', () => {
  test.each(WAYS)('a ledger with %s is the same ledger', async (_, content) => {
    const plain = await answer(VALUE, { 'ledger.csv': LEDGER });
    const other = await answer(VALUE, { 'ledger.csv': content });
    expect([plain.code, other.code]).toEqual([0, 0]);
    const { summary, positions } = JSON.parse(plain.out);
    expect(JSON.parse(other.out)).toMatchObject({ summary, positions });
  });

  test.each(['date,type', 'date,type,amount\n', 'date,type\r\n\r\n'])(
    'a header alone is an empty ledger',
    async (text) => {
      for (const command of ['value', 'trades']) {
        const { code, out } = await answer(`${command} --ledger ledger.csv`, { 'ledger.csv': text });
        expect(code).toBe(0);
        expect(
          JSON.parse(out).problems.filter(({ severity }: { severity: string }) => severity === 'error'),
        ).toEqual([]);
      }
    },
  );

  test('price and rate files may have further columns', async () => {
    const files = {
      'ledger.csv': LEDGER,
      'prices.csv': 'date,symbol,open,close,volume,note\n2024-01-03,ACME,1,55,9,\n',
      'rates.csv': 'date,pair,rate,source\n2024-01-03,EURUSD,1.1,ECB\n',
    };
    const { code, out } = await answer(`${VALUE} --prices prices.csv --fx rates.csv`, files);
    expect(code).toBe(0);
    expect(JSON.parse(out).summary.equity).toBe('1070.00');
  });

  test('a sale beyond the holding is a short where the account allows it', async () => {
    const ledger = 'date,type,symbol,quantity,price\n2024-01-02,sell,ACME,1,10\n';
    expect((await answer(VALUE, { 'ledger.csv': ledger })).code).toBe(0);
  });
});
