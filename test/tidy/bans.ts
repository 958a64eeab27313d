import { codeOf, type Source } from './sources.ts';

/** Something that no file of the project may contain, and what to write in its place. */
interface Ban {
  readonly name: string;
  /** The files it holds for, by path from the root. */
  readonly where: (path: string) => boolean;
  /** What offends; searched in code without its comments, or in the whole text. */
  readonly pattern: RegExp;
  readonly within: 'code' | 'text';
  readonly instead: string;
}

/** A place where a ban is broken. */
export interface Offence {
  readonly name: string;
  readonly line: number;
  readonly instead: string;
}

const LONGEST_FILE = 350;
/** Files that may be longer than LONGEST_FILE, each with its reason beside it. */
const LONGER_FILES: readonly string[] = [];

const isCode = (path: string) => /\.(ts|tsx|mjs|js)$/.test(path);
const isTest = (path: string) => path.endsWith('.test.ts');
const isEngine = (path: string) => path.startsWith('engine/') && path.endsWith('.ts') && !isTest(path);
const isPure = (path: string) => isEngine(path) || (/^importers\/.*\.ts$/.test(path) && !isTest(path));
const everywhere = () => true;

/** In the patterns a letter in brackets keeps this file from offending against itself. */
const BANS: readonly Ban[] = [
  {
    name: 'clock in engine',
    where: isPure,
    pattern: /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bTemporal\.Now\b/g,
    within: 'code',
    instead: 'take a Day or an instant as an argument; app/main.ts reads the clock',
  },
  {
    name: 'randomness without a seed',
    where: isCode,
    pattern: /\bMath\.rando[m]\b/g,
    within: 'code',
    instead: 'take the value as an argument; in tests draw it with fast-check, which prints its seed',
  },
  {
    name: 'parseFloat in engine',
    where: isPure,
    pattern: /\bparseFloat\b/g,
    within: 'code',
    instead: 'read an exact decimal with engine/amounts',
  },
  {
    name: 'toFixed in engine',
    where: isPure,
    pattern: /\.to(?:Fixed|Precision)\b/g,
    within: 'code',
    instead: 'print an exact decimal with engine/amounts, by a named rounding',
  },
  {
    name: 'package in engine',
    where: isEngine,
    pattern: /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](?!\.)[^'"\n]+['"]/g,
    within: 'code',
    instead:
      'write it in the layer that needs it, or do it in app and pass the result in; engine has no packages',
  },
  {
    name: 'double cast',
    where: isCode,
    pattern: /\bas\s+unknow[n]\s+as\b/g,
    within: 'code',
    instead: 'narrow with a check, or brand in the one function that makes the type',
  },
  {
    name: 'type check switched off',
    where: isCode,
    pattern: /@ts-(?:ignor[e]|nochec[k])\b/g,
    within: 'text',
    instead: 'mend the type; where a test proves that something must not compile, @ts-expect-error',
  },
  {
    name: 'relative import without its ending',
    where: (path) => path.endsWith('.ts'),
    pattern: /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]\.[^'"\n]*(?<!\.ts|\.tsx|\.mjs|\.json)['"]/g,
    within: 'code',
    instead: "the file's own name with its .ts ending; Node runs it as it is",
  },
  {
    name: 'a test that does not run',
    where: isTest,
    pattern:
      /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:only|skip|todo)\b|\b(?:xit|fit|xdescribe|fdescribe)\(/g,
    within: 'code',
    instead: 'test.skipIf(condition) with the reason in the title, or delete the test',
  },
  {
    name: 'work left for later',
    where: everywhere,
    pattern: /\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/g,
    within: 'text',
    instead: 'do it, or open an issue; a comment says why the code is as it is',
  },
  {
    name: 'path of one machine',
    where: everywhere,
    pattern: /(?<![\w.}])\/(?:wor[k]|tm[p]|roo[t]|hom[e]\/\w+|User[s]\/\w+)\//g,
    within: 'text',
    instead: 'a path from import.meta.dirname, or node:os tmpdir()',
  },
  {
    name: 'registry host',
    where: (path) => !path.startsWith('docs/') && !path.endsWith('.md'),
    pattern: /https?:\/\/registr[y]\./g,
    within: 'text',
    instead: 'nothing: npm knows its registry, and .npmrc keeps resolved addresses out of the lock file',
  },
];

/** Every ban that a file breaks, with the line. */
export function offences(source: Source): Offence[] {
  return [...bannedName(source), ...bannedLength(source), ...BANS.flatMap((ban) => found(ban, source))];
}

function found(ban: Ban, source: Source): Offence[] {
  if (!ban.where(source.path)) return [];
  const text = ban.within === 'code' ? codeOf(source.text) : source.text;
  return [...text.matchAll(ban.pattern)].map((match) => ({
    name: ban.name,
    line: text.slice(0, match.index).split('\n').length,
    instead: ban.instead,
  }));
}

function bannedName({ path }: Source): Offence[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!isCode(path) || !/(?:^|[-.])(?:utils?|helpers?|\w*manager|misc|common)\./i.test(name)) return [];
  const instead = 'the noun or the verb of the one thing that the file does';
  return [{ name: 'a file name that says nothing', line: 1, instead }];
}

function bannedLength({ path, text }: Source): Offence[] {
  const lines = text.split('\n').length - 1;
  if (!isCode(path) || lines <= LONGEST_FILE || LONGER_FILES.includes(path)) return [];
  const instead = `two files with a name each; a file does one thing in at most ${LONGEST_FILE} lines`;
  return [{ name: 'a long file', line: LONGEST_FILE + 1, instead }];
}
