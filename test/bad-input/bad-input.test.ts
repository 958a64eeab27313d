import { beforeAll, describe, expect, test } from 'vitest';
import type { BadInput, Expected } from './case.ts';
import { CALLS } from './cases/calls.ts';
import { EVENTS } from './cases/events.ts';
import { FILES } from './cases/files.ts';
import { OTHER_FILES, TABLES } from './cases/other-files.ts';
import { type Answer, contentsOf, folderOf, run, Session, wordsOf } from './run.ts';

interface Met {
  /** With `--json`, and without. */
  readonly json: Answer;
  readonly text: Answer;
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly field: string | null;
  readonly message: string;
  readonly remedy: string;
}

const CASES = [...FILES, ...TABLES.map(({ input }) => input), ...EVENTS, ...OTHER_FILES, ...CALLS];
/** How many problems a person is shown. */
const SHOWN_MAX = 20;
const met = new Map<BadInput, Met>();

async function meet(input: BadInput, session: Session): Promise<void> {
  const { folder, remove } = folderOf(input.files ?? {});
  const before = contentsOf(folder);
  const args = wordsOf(input.call);
  const json = await session.ask([...args, '--json'], folder);
  const text = await session.ask(args, folder);
  met.set(input, { json, text, before, after: contentsOf(folder) });
  remove();
}

function errorsOf(answer: Answer): Found[] {
  return (JSON.parse(answer.out) as { problems: Found[] }).problems.filter(
    ({ severity }) => severity === 'error',
  );
}

const place = ({ code, file, line, field }: Found): Expected => [code, file, line, field];
const sorted = (all: readonly Expected[]) => all.map((one) => JSON.stringify(one)).sort();

beforeAll(async () => {
  const session = new Session();
  for (const input of CASES) await meet(input, session);
  session.end();
}, 300_000);

test('at least sixty inputs are met, each by its name', () => {
  const rows = TABLES.flatMap(({ rows: all }) => all.map(([name]) => name));
  const names = [...CASES.map(({ name }) => name), ...rows];
  expect(new Set(names).size).toBe(names.length);
  expect(CASES.length).toBeGreaterThan(60);
});

describe.each(CASES.map((input) => [input.name, input] as const))('%s', (_, input) => {
  const answers = () => met.get(input) as Met;

  test('is refused with exit code 2', () => {
    expect([answers().json.code, answers().text.code]).toEqual([2, 2]);
  });

  test('is answered with one document that has every error, with its place and what to do', () => {
    const errors = errorsOf(answers().json);
    expect(sorted(errors.map(place))).toEqual(sorted(input.errors));
    for (const { message, remedy } of errors) {
      expect(message).not.toBe('');
      expect(remedy).toMatch(/\.$/);
    }
    expect(answers().json.err).toBe('');
  });

  test('is told to a person on stderr, place by place', () => {
    const { out } = answers().text;
    const err = answers().text.err.replace(/\n {9}/g, ' ');
    expect(out).toBe('');
    for (const { code, file, line, message } of errorsOf(answers().json).slice(0, SHOWN_MAX)) {
      const at = file === null ? '' : `${file}${line === null ? '' : `:${line}`}`;
      expect(err).toContain(at);
      expect(err).toContain(message.replace(/\.$/, ''));
      expect(err).toContain(`[${code}]`);
    }
  });

  test('shows no inside of the program', () => {
    const { json, text } = answers();
    for (const output of [json.out, json.err, text.out, text.err]) {
      expect(output).not.toMatch(/\n\s+at |node:internal|[A-Z]\w*Error:|\.ts:\d|undefined|\[object/);
    }
  });

  test('leaves every file as it was', () => {
    expect(answers().after).toEqual(answers().before);
  });
});

describe.each(TABLES.map(({ rows, input }) => ({ name: input.name, rows, input })))(
  '$name',
  ({ rows, input }) => {
    test.each(rows.map(([name, , ...errors], k) => ({ name, errors, line: k + 2 })))(
      '$name',
      ({ errors, line }) => {
        const found = errorsOf((met.get(input) as Met).json).filter((error) => error.line === line);
        expect(found.map(({ code, field }) => [code, field])).toEqual(errors);
      },
    );
  },
);

/** Some of every kind also in a process of their own: what the shell sees is what the session said. */
const ALONE = CASES.filter((_, k) => k % 12 === 0);

test.each(ALONE.map((input) => [input.name, input] as const))(
  'a process of its own answers the same: %s',
  async (_, input) => {
    const { folder, remove } = folderOf(input.files ?? {});
    const args = wordsOf(input.call);
    expect(await run([...args, '--json'], folder)).toEqual(met.get(input)?.json);
    expect(await run(args, folder)).toEqual(met.get(input)?.text);
    remove();
  },
  60_000,
);
