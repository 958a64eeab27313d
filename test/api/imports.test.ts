import { ApiProblem, type ImportResult } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
});

afterAll(() => server.close());

let users = 0;
const newUser = (): Promise<SignedUp> => server.signUp(`Importer${users++}`);

const HEAD = 'date,type,symbol,quantity,price,amount';
const DEPOSIT = '2024-01-02,deposit,,,,1000.00';
const FILL = '2024-01-03,buy,ACME,1,100.00,';
const csv = (...rows: string[]) => [HEAD, ...rows, ''].join('\n');

const fileOf = (text: string) => ({ file: new File([text], 'ledger.csv') });

const upload = ({ client }: SignedUp, text: string, dryRun = false): Promise<ImportResult> =>
  dryRun
    ? client.createImport({ form: fileOf(text), query: { dry_run: true } })
    : client.createImport({ form: fileOf(text), query: {} });

const counts = ({ rows, new: fresh, known }: ImportResult) => ({ rows, fresh, known });
const equityOf = async ({ client }: SignedUp) =>
  ((await client.summary({ params: { id: 'default' }, query: {} })) as { equity_balance: number })
    .equity_balance;

describe('an import', () => {
  test('keeps twin fills, and the same file again adds nothing', async () => {
    const user = await newUser();
    expect(counts(await upload(user, csv(DEPOSIT, FILL, FILL)))).toEqual({ rows: 3, fresh: 3, known: 0 });
    expect(counts(await upload(user, csv(DEPOSIT, FILL, FILL)))).toEqual({ rows: 3, fresh: 0, known: 3 });
    // A third identical row in a longer re-export is one new, two known.
    expect(counts(await upload(user, csv(DEPOSIT, FILL, FILL, FILL)))).toEqual({
      rows: 4,
      fresh: 1,
      known: 3,
    });
    const { items } = await user.client.listTransactions({ query: { symbol: 'ACME' } });
    expect(items).toHaveLength(3);
  });

  test('is previewed with its effect, and nothing is written', async () => {
    const user = await newUser();
    const preview = await upload(user, csv(DEPOSIT), true);
    expect(preview).toMatchObject({
      import_id: null,
      new: 1,
      effect: { equity_before: 0, equity_after: 1000 },
    });
    expect((await user.client.listTransactions({ query: {} })).items).toEqual([]);
  });

  test('is refused whole where a row is wrong, which is named by its line', async () => {
    const user = await newUser();
    const refused = await upload(user, csv(DEPOSIT, '2024-02-30,deposit,,,,5')).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ApiProblem);
    const { status, problems } = refused as ApiProblem;
    expect([status, problems[0].code, problems[0].line]).toEqual([422, 'date_invalid', 3]);
    expect((await user.client.listTransactions({ query: {} })).items).toEqual([]);
  });

  test('is taken back whole, and can be imported again', async () => {
    const user = await newUser();
    await user.client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '5.00' } });
    const { import_id: id } = await upload(user, csv(DEPOSIT, FILL));
    expect(await equityOf(user)).toBe(1005);
    await user.client.undoImport({ params: { id: id as string } });
    expect(await equityOf(user)).toBe(5);
    expect(counts(await upload(user, csv(DEPOSIT, FILL)))).toEqual({ rows: 2, fresh: 2, known: 0 });
    const { items } = await user.client.listImports({ query: {} });
    expect(items.map(({ undone_at: at }) => at !== null).sort()).toEqual([false, true]);
  });

  test("of a file without an account column is read by the account's own currency", async () => {
    const user = await newUser();
    const body = { name: 'Depot', type: 'margin', currency: 'EUR' } as const;
    const { id } = (await user.client.createAccount({ body, query: {} })) as { id: string };
    await user.client.putRates({ body: [{ pair: 'EURUSD', date: '2024-01-02', rate: '1.10' }], query: {} });
    const form = { ...fileOf(csv(DEPOSIT, '2024-01-03,buy,ACME,4,100.00,')), account_id: id };
    const preview = await user.client.createImport({ form, query: { dry_run: true } });
    // EUR 600.00 in cash and 4 x EUR 100.00 in shares, each euro 1.10 dollars.
    expect(preview.effect).toMatchObject({ equity_before: 0, equity_after: 1100 });
    await user.client.createImport({ form, query: {} });
    expect(await equityOf(user)).toBe(1100);
    const { items } = await user.client.listTransactions({ query: { order: 'asc' } });
    const told = items.map(({ account_id: of, type, currency, amount }) => [of, type, currency, amount]);
    expect(told).toEqual([
      [id, 'deposit', 'EUR', 1000],
      [id, 'buy', 'EUR', -400],
    ]);
  });

  const XTB = 'ID;Type;Time;Symbol;Comment;Amount';
  const PAID_IN = '530691593;Deposit;13.02.2024 13:00:22;;by bank;500';
  const BOUGHT = '530692718;Stocks/ETF purchase;14.02.2024 13:01:45;SPYL.DE;OPEN BUY 8 @ 11.7480;-93.98';
  const answered = (text: string, answers: object) => ({ ...fileOf(text), answers: JSON.stringify(answers) });

  test("of a broker's file asks what the file does not prove, and takes the answer", async () => {
    const user = await newUser();
    const text = [XTB, PAID_IN, BOUGHT].join('\n');
    const preview = await upload(user, text, true);
    expect(preview).toMatchObject({ format: 'xtb', new: 2, no_events: 1, questions: [{ id: 'currency' }] });
    const refused = await upload(user, text).catch((error: unknown) => error);
    expect((refused as ApiProblem).problems[0]).toMatchObject({ code: 'question_open', field: 'currency' });
    const form = answered(text, { currency: 'USD' });
    expect(counts(await user.client.createImport({ form, query: {} }))).toEqual({
      rows: 2,
      fresh: 2,
      known: 0,
    });
    // A longer export of overlapping rows adds only what is new.
    const more = answered([XTB, `${BOUGHT.replace('530692718', '530692719')}`, BOUGHT, PAID_IN].join('\n'), {
      currency: 'USD',
    });
    expect(counts(await user.client.createImport({ form: more, query: {} }))).toEqual({
      rows: 3,
      fresh: 1,
      known: 2,
    });
  });

  test('of a file with a row that cannot be read goes on without it only by choice', async () => {
    const user = await newUser();
    const text = [XTB, PAID_IN, '1;Deposit;99.99.2024 13:00:22;;;5'].join('\n');
    const preview = await user.client.createImport({
      form: answered(text, { currency: 'USD' }),
      query: { dry_run: true },
    });
    expect(preview.transactions.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'no_event'],
      [2, 'new'],
      [3, 'refused'],
    ]);
    const form = answered(text, { currency: 'USD', refused_rows: 'leave_out' });
    expect(await user.client.createImport({ form, query: {} })).toMatchObject({ new: 1, refused: 1 });
  });

  test('of rows that the ledger refuses shows them in the preview, and goes on without them only by choice', async () => {
    const user = await newUser();
    // What paid its cost back was never bought in this file: it begins later than the holding.
    const head = 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount';
    const rows = [
      '01/05/2024,Buy,ACME,,2,$10.00,,-$20.00',
      '01/04/2024,Cash In Lieu,OLD,,,,,$5.00',
      '01/03/2024,MoneyLink Transfer,,,,,,$100.00',
    ];
    const text = [head, ...rows, ''].join('\n');
    const preview = await upload(user, text, true);
    expect(preview.transactions.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'no_event'],
      [2, 'new'],
      [3, 'refused'],
      [4, 'new'],
    ]);
    expect(preview.problems).toMatchObject([{ code: 'nothing_held', line: 3 }]);
    expect(preview.effect).toBeUndefined();
    const refused = await upload(user, text).catch((error: unknown) => error);
    expect((refused as ApiProblem).problems[0]).toMatchObject({ code: 'nothing_held', line: 3 });
    const form = answered(text, { refused_rows: 'leave_out' });
    expect(await user.client.createImport({ form, query: {} })).toMatchObject({ new: 2, refused: 1 });
    expect(await equityOf(user)).toBe(100);
  });

  test('tells what futures and other instruments are, which is kept, and moves no money for what contracts stand for', async () => {
    const user = await newUser();
    const trade = (id: number, units: number, price: string, fee: string) =>
      `<Trade currency="USD" assetCategory="FUT" symbol="6SZ5" description="CHF DEC25" multiplier="125000" tradeDate="202401${15 + id}" quantity="${units}" tradePrice="${price}" tradeMoney="${units * 125_000}" ibCommission="${fee}" ibCommissionCurrency="USD" transactionID="${id}"/>`;
    const text = `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><Trades>
${trade(1, -1, '1.265', '-2.47')}
${trade(2, 1, '1.25', '0')}
</Trades></FlexStatement></FlexStatements></FlexQueryResponse>`;
    const preview = await upload(user, text, true);
    // 0.015 x 125,000 - 2.47
    expect(preview).toMatchObject({ new: 2, refused: 0, effect: { equity_after: 1872.53 } });
    expect(await upload(user, text)).toMatchObject({ new: 2 });
    expect(await equityOf(user)).toBe(1872.53);
    const { items } = await user.client.listInstruments({ query: {} });
    expect(items).toMatchObject([{ symbol: '6SZ5', kind: 'future', multiplier: 125_000, name: 'CHF DEC25' }]);
    expect(await upload(user, text)).toMatchObject({ new: 0, known: 2 });
  });

  test("holds the balances that a file states against the ledger's, before and after", async () => {
    const user = await newUser();
    const head = 'Date,Details,Amount,Balance';
    const text = `${head}\n13/03/2023,Regular Deposit,150,250\n14/03/2023,Cash Account Interest,0.40,250.40\n`;
    const form = { ...fileOf(text), account_id: 'main' };
    await user.client.putRates({ body: [{ pair: 'GBPUSD', date: '2023-01-02', rate: '1.25' }], query: {} });
    const preview = await user.client.createImport({ form, query: { dry_run: true } });
    expect(preview.balances).toMatchObject([
      { date: '2023-03-14', currency: 'GBP', amount: '250.4', ledger: '150.4' },
    ]);
    expect(preview.problems).toMatchObject([{ code: 'balance_differs', line: 3 }]);
    // What the account had before the file begins.
    await user.client.createTransactions({
      body: { date: '2023-03-01', type: 'opening', amount: '100', currency: 'GBP' },
      query: {},
    });
    const after = await user.client.createImport({ form, query: { dry_run: true } });
    expect([after.balances[0].ledger, after.problems]).toEqual(['250.4', []]);
  });

  test('of any other CSV proposes a column mapping, which is kept by its name and used again', async () => {
    const user = await newUser();
    const text = 'When,Action,Ticker,Shares,Price per unit,Trade date\nx,BUY,ACME,2,10.50,2024-01-16\n';
    const preview = await upload(user, text, true);
    expect(preview).toMatchObject({
      format: 'mapping',
      questions: [{ id: 'mapping' }, { id: 'currency' }],
      mapping: { columns: { date: ['Trade date'], symbol: ['Ticker'], quantity: ['Shares'] } },
    });
    const mapping = { ...preview.mapping, name: 'my sheet', currency: 'USD' };
    const form = { ...fileOf(text), mapping: JSON.stringify(mapping) };
    expect(counts(await user.client.createImport({ form, query: {} }))).toEqual({
      rows: 1,
      fresh: 1,
      known: 0,
    });
    expect(await upload(user, text)).toMatchObject({ title: 'my sheet', questions: [], known: 1 });
  });

  test('of a table of which no column is known answers what stands in it, and is read by the mapping made of that', async () => {
    const user = await newUser();
    const text = 'My export\nTag;Art;Wert\n2024-01-16;Einzahlung;10.50\n';
    const preview = await upload(user, text, true);
    expect(preview).toMatchObject({
      format: 'unknown',
      problems: [{ code: 'format_unknown' }],
      mapping: { columns: {} },
      sample: { header: ['Tag', 'Art', 'Wert'], rows: [['2024-01-16', 'Einzahlung', '10.50']] },
    });
    const columns = { date: ['Tag'], type: ['Art'], amount: ['Wert'] };
    const mapping = { name: '', columns, types: { Einzahlung: 'deposit' }, currency: 'USD' };
    const form = { ...fileOf(text), mapping: JSON.stringify(mapping) };
    expect(await user.client.createImport({ form, query: { dry_run: true } })).toMatchObject({
      new: 1,
      sample: { header: ['Tag', 'Art', 'Wert'] },
      effect: { equity_after: 10.5 },
    });
  });

  test('makes the accounts that it names only when it is told to, and says which', async () => {
    const user = await newUser();
    const text = `account,${HEAD}\nDepot,${DEPOSIT}\n`;
    const refused = await upload(user, text, true).catch((error: unknown) => error);
    expect((refused as ApiProblem).problems[0].code).toBe('account_unknown');
    const form = { ...fileOf(text), make_accounts: 'true' as const };
    expect(await user.client.createImport({ form, query: { dry_run: true } })).toMatchObject({
      new: 1,
      new_accounts: ['Depot'],
      effect: { equity_after: 1000 },
    });
    expect((await user.client.listAccounts({ query: {} })).items).toHaveLength(1);
    await user.client.createImport({ form, query: {} });
    expect((await user.client.listAccounts({ query: {} })).items.map(({ name }) => name)).toContain('Depot');
    expect(await equityOf(user)).toBe(1000);
  });

  test('of a file that names no account goes into one that is made on the way', async () => {
    const user = await newUser();
    const columns = { date: ['Tag'], type: ['Art'], amount: ['Wert'] };
    const mapping = { name: '', columns, types: { Einzahlung: 'deposit' }, currency: 'USD' };
    const form = {
      ...fileOf('Tag;Art;Wert\n2024-01-16;Einzahlung;10.50\n'),
      mapping: JSON.stringify(mapping),
      new_account: 'Depot',
    };
    expect(await user.client.createImport({ form, query: { dry_run: true } })).toMatchObject({
      new: 1,
      new_accounts: ['Depot'],
      effect: { equity_after: 10.5 },
    });
    await user.client.createImport({ form, query: {} });
    expect(await equityOf(user)).toBe(10.5);
  });

  test('is previewed a thousand rows at a time, from any row on, and by what they become', async () => {
    const user = await newUser();
    const rows = Array.from({ length: 1500 }, (_, k) => `2024-01-02,deposit,,,,${k + 1}`);
    const linesOf = async (form: object) => {
      const asked = { ...fileOf(csv(...rows)), ...form };
      const { transactions } = await user.client.createImport({ form: asked, query: { dry_run: true } });
      return [transactions.length, transactions[0]?.line, transactions.at(-1)?.line];
    };
    // The header is line 1.
    expect(await linesOf({})).toEqual([1000, 2, 1001]);
    expect(await linesOf({ rows_from: '1400' })).toEqual([100, 1402, 1501]);
    expect(await linesOf({ rows_of: 'known' })).toEqual([0, undefined, undefined]);
  });

  test('says what the ledger would have of the cash that the file states', async () => {
    const user = await newUser();
    const text = [
      'Date,Time,Value date,Product,ISIN,Description,FX,Change,,Balance,,Order Id',
      '02-01-2024,10:00,02-01-2024,,,Deposit,,USD,250.00,USD,300.00,',
      '',
    ].join('\n');
    const preview = await upload(user, text, true);
    expect(preview.balances).toMatchObject([
      { date: '2024-01-02', currency: 'USD', amount: '300', ledger: '250' },
    ]);
  });

  test.each([
    ['empty', ''],
    ['a header alone', `${HEAD}\n`],
    ['without a header', `${DEPOSIT}\n`],
    ['of unknown columns', 'when,what\n2024-01-02,deposit\n'],
    ['binary', '\u0000\u0001\u0002PNG'],
  ])('of a file that is %s is refused, and nothing is written', async (_, text) => {
    const user = await newUser();
    const refused = await upload(user, text).catch((error: unknown) => error);
    expect((refused as ApiProblem).status).toBe(422);
    expect((await user.client.listImports({ query: {} })).items).toEqual([]);
  });
});
