import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../app/serve.ts';
import { signUp } from '../api/server.ts';
import { ROOT, tidemark } from './tidemark.ts';

const HEAD = 'date,type,symbol,quantity,price,amount';
const DEPOSIT = '2024-01-02,deposit,,,,1000.00';
const FILL = '2024-01-03,buy,ACME,1,100.00,';
const csv = (...rows: string[]) => [HEAD, ...rows, ''].join('\n');
const CLOCK = '2024-03-01T12:00:00Z@0';

let folder: string;
let homes = 0;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-database-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command line of a user with a home of his own; `server` runs one over the same home. */
function newHome() {
  const home = path.join(folder, `home-${++homes}`);
  const env = { TIDEMARK_HOME: home, DATABASE_URL: undefined, TIDEMARK_CLOCK: CLOCK };
  return {
    home,
    run: (...args: string[]) => tidemark([...args, '--json'], folder, env),
    page: (...args: string[]) => tidemark(args, folder, env),
    server: () =>
      serve({ TIDEMARK_HOME: home, PORT: '0', LOG_LEVEL: 'silent', TIDEMARK_CLOCK: CLOCK }, '0.0.0-test'),
  };
}

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

describe('tidemark import', () => {
  test('previews without writing anything, then records, then knows everything', () => {
    const { run, home } = newHome();
    const ledger = file('a.csv', csv(DEPOSIT, FILL, FILL));
    const preview = run('import', ledger, '--account', 'main', '--dry-run');
    expect([preview.code, preview.json.new, preview.json.known]).toEqual([0, 3, 0]);
    expect(preview.json.effect).toMatchObject({ equity_before: 0, equity_after: 1000 });
    expect(existsSync(home)).toBe(false);
    const first = run('import', ledger, '--account', 'main');
    expect(first.json).toMatchObject({ new: 3, known: 0, import_id: expect.any(String) });
    expect({ ...first.json.effect }).toEqual(preview.json.effect);
    expect(run('import', ledger).json).toMatchObject({ new: 0, known: 3, import_id: null });
    const longer = file('b.csv', csv(DEPOSIT, FILL, FILL, FILL));
    // Twice: a preview of a database that is there writes nothing either.
    for (const flag of ['--dry-run', '--dry-run', '--account=main'])
      expect(run('import', longer, flag).json).toMatchObject({ new: 1, known: 3 });
    expect(run('verify').json).toMatchObject({ holds: true, events: 4 });
  });

  test('of a wrong row names file, line and field, and writes nothing', () => {
    const { run } = newHome();
    run('import', file('good.csv', csv(DEPOSIT)));
    const wrong = file('wrong.csv', csv('2024-02-01,deposit,,,,5', '2024-02-30,deposit,,,,5'));
    for (const more of [[], ['--dry-run']]) {
      const { code, json } = run('import', wrong, ...more);
      expect(code).toBe(2);
      expect(json.problems).toMatchObject([
        { code: 'date_invalid', file: 'wrong.csv', line: 3, field: 'date' },
      ]);
    }
    expect(run('verify').json.events).toBe(1);
  });

  test('of a row that the ledger refuses names its line in the file', () => {
    const { run } = newHome();
    run('import', file('first.csv', csv(DEPOSIT, '2024-01-04,buy,ACME,1,50,')));
    const spun =
      'date,type,symbol,amount,to_symbol,to_quantity\n2024-01-02,deposit,,5,,\n2024-02-01,spinoff,OTHER,,BOLT,3\n';
    const { code, json } = run('import', file('spun.csv', spun));
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({ code: 'nothing_held', file: 'spun.csv', line: 3 });
    expect(run('verify').json.events).toBe(2);
  });

  test('makes the accounts that a file names, in the same step', () => {
    const { run, page } = newHome();
    const ledger = file(
      'named.csv',
      'date,account,type,amount\n2024-01-02,main,deposit,1\n2024-01-02,Depot,deposit,20\n',
    );
    const preview = run('import', ledger, '--dry-run').json;
    const done = run('import', ledger).json;
    expect([preview.new_accounts, done.new_accounts]).toEqual([['Depot'], ['Depot']]);
    expect(done.effect).toEqual(preview.effect);
    expect(done.effect.equity_after).toBe(21);
    expect(run('import', file('more.csv', csv(DEPOSIT)), '--account', 'Depot').json).toMatchObject({
      new: 1,
      new_accounts: [],
    });
    page('export', '--out', 'named');
    expect(readFileSync(path.join(folder, 'named', 'accounts.csv'), 'utf8')).toContain('Depot,margin,USD');
  });

  test('before anybody has signed up waits for the first user, and then --user is needed', async () => {
    const { run, server } = newHome();
    run('import', file('early.csv', csv(DEPOSIT)));
    const running = await server();
    try {
      const ann = await signUp(running.address, 'Ann');
      expect(await ann.client.me({})).toMatchObject({ administrator: true });
      expect((await ann.client.listTransactions({ query: {} })).items).toHaveLength(1);
      // Nobody has to be named while there is one; what the server shows is never stale.
      run('import', file('late.csv', csv(FILL)));
      expect((await ann.client.listTransactions({ query: {} })).items).toHaveLength(2);
      const bob = await signUp(running.address, 'Bob');
      expect((await bob.client.listTransactions({ query: {} })).items).toEqual([]);
      const unsaid = run('import', 'early.csv');
      expect([unsaid.code, unsaid.json.problems[0].code]).toEqual([2, 'flag_required']);
      expect(run('import', 'early.csv', '--user', 'nobody@example.com').code).toBe(2);
      expect(run('import', 'early.csv', '--user', 'bob@example.com').json).toMatchObject({
        new: 1,
        user: 'bob@example.com',
      });
      expect((await bob.client.listTransactions({ query: {} })).items).toHaveLength(1);
    } finally {
      await running.close();
    }
  });

  test.each([
    ['is not there', 'none.csv', 'file_missing'],
    ['is no export', 'other.json', 'format_unknown'],
    ['lacks most of an export', 'less.json', 'setting_invalid'],
    ['is a torn export', 'torn.json', 'setting_invalid'],
  ])('of a file that %s is bad input', (_, name, problem) => {
    file('other.json', '{"format": "else"}');
    file('torn.json', '{"format": "tidemark", "acc');
    file('less.json', '{"format":"tidemark"}');
    const { code, json } = newHome().run('import', name);
    expect([code, json.problems[0].code]).toEqual([2, problem]);
  });
});

describe('tidemark export', () => {
  test('gives the figures of the ledger it came from, and is restored with equal ones', () => {
    const [one, two] = [newHome(), newHome()];
    const ledger = path.join(ROOT, 'examples', 'portfolio', 'transactions.csv');
    one.run('import', ledger);
    expect(one.run('export', '--out', 'all').json).toMatchObject({
      user: null,
      transactions: expect.any(Number),
    });
    const inputs = ['ledger', 'prices', 'fx', 'splits', 'accounts', 'instruments'];
    const tables = ['transactions', 'prices', 'rates', 'splits', 'accounts', 'instruments'];
    const flags = inputs.flatMap((flag, k) => [`--${flag}`, `all/${tables[k]}.csv`]);
    expect(one.run('value', ...flags).json.summary).toEqual(
      one.run('value', '--ledger', ledger).json.summary,
    );
    expect(two.run('import', 'all').json).toMatchObject({ format: 'tidemark', known: 0 });
    two.run('export', '--out', 'again');
    for (const table of tables) {
      const text = (name: string) => readFileSync(path.join(folder, name, `${table}.csv`), 'utf8');
      expect(text('again')).toBe(text('all'));
    }
    expect(two.run('verify').json.holds).toBe(true);
    const taken = two.run('import', 'all/tidemark.json');
    expect(taken.code).toBe(2);
    expect(taken.json.problems[0].message).toContain('transactions');
  });

  test('writes a journal of another program into a new file', () => {
    const { run } = newHome();
    run('import', file('x.csv', csv(DEPOSIT)));
    expect(run('export', '--format', 'hledger', '--out', 'x.journal').json).toMatchObject({
      transactions: 1,
    });
    expect(readFileSync(path.join(folder, 'x.journal'), 'utf8')).toContain('    Assets:main:Cash  ');
    expect(run('export', '--format', 'ledger', '--out', 'y').json.problems[0].field).toBe('--format');
  });

  test('overwrites neither file nor folder', () => {
    const { run } = newHome();
    run('import', file('x.csv', csv(DEPOSIT)));
    expect(run('export', '--out', 'x.json').code).toBe(0);
    expect(run('export', '--out', 'x.json').json.problems[0].field).toBe('--out');
    expect(run('export', '--out', '.').code).toBe(2);
    expect(run('export').json.problems[0].code).toBe('flag_required');
  });
});

describe('tidemark backup and restore', () => {
  test('keep everything, sign-in included, while the server runs', async () => {
    const [one, two] = [newHome(), newHome()];
    const running = await one.server();
    try {
      const ann = await signUp(running.address, 'Ann');
      await ann.client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '7' } });
      expect(one.run('backup', 'kept.db').json).toMatchObject({
        verified: true,
        rows: { events: 1, auth_user: 1 },
      });
      expect(one.run('restore', 'kept.db', '--force').code).toBe(3);
      expect((await ann.client.listTransactions({ query: {} })).items).toHaveLength(1);
    } finally {
      await running.close();
    }
    expect(two.run('restore', 'kept.db').json).toMatchObject({ kept_aside: null, rows: { events: 1 } });
    const restored = await two.server();
    const answer = await fetch(`${restored.address}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ann@example.com', password: 'a long password of Ann' }),
    });
    await restored.close();
    expect(answer.status).toBe(200);
    expect(one.run('restore', 'kept.db').json.problems[0].code).toBe('setting_invalid');
    expect(one.run('restore', 'kept.db', '--force').json.kept_aside).toContain(
      'tidemark.db.before-2024-03-01',
    );
    expect(readdirSync(one.home).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(one.run('verify').json.holds).toBe(true);
  });

  test('say what is wrong with a call', () => {
    const { run } = newHome();
    expect(run('backup', 'none.db').json.problems[0].code).toBe('file_missing');
    expect(run('backup').json.problems[0].code).toBe('operand_missing');
    expect(run('restore', file('text.db', 'no database'.repeat(99))).json.problems[0].code).toBe(
      'file_unreadable',
    );
    expect(run('restore', 'nowhere.db').json.problems[0].code).toBe('file_unreadable');
  });
});
