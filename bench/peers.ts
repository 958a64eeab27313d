/** Programs of others that do the same task, each measured where it is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figures } from './baseline.ts';
import { type Dataset, PEERS_FOLDER } from './datasets.ts';
import type { Size } from './options.ts';
import type { Program } from './processes.ts';
import { node } from './programs.ts';

export interface Peer {
  readonly name: string;
  /** Values a day in seconds or minutes: fewer runs, and the large size only when asked for. */
  readonly isSlow: boolean;
  /** Why it cannot run here, with what to do about it; null where it can. */
  readonly missing: string | null;
  program(dataset: Dataset): Program;
  /** The figures in what it prints, as far as it states them. */
  figures(text: string): Partial<Figures>;
}

export const SLOW_SIZES: readonly Size[] = ['S', 'M'];

/** All of them, in the order of the table. */
export function findPeers(): Peer[] {
  return [plainJavaScript(), tunedC(), numpy(), hledger(), ledger(), beancount()];
}

function plainJavaScript(): Peer {
  return {
    name: 'JS (peer)',
    isSlow: false,
    missing: without('pta.mjs'),
    program: ({ folder }) => node(path.join(PEERS_FOLDER, 'pta.mjs'), folder, '1'),
    figures: resultLine,
  };
}

function tunedC(): Peer {
  const binary = path.join(tmpdir(), 'tidemark-bench', 'pta');
  return {
    name: 'C',
    isSlow: false,
    missing:
      without('pta.c') ??
      (found('gcc', '--version') ? compiled(binary) : 'not installed: apt-get install gcc'),
    program: ({ folder }) => ({ command: binary, args: [folder, '1'] }),
    figures: resultLine,
  };
}

/** The wide vector instructions are left out on a processor without them. */
function compiled(binary: string): string | null {
  mkdirSync(path.dirname(binary), { recursive: true });
  const flags = ['-O3', '-march=native', '-ffast-math', '-fno-finite-math-only'];
  const wide = existsSync('/proc/cpuinfo') && readFileSync('/proc/cpuinfo', 'utf8').includes('avx512f');
  const source = path.join(PEERS_FOLDER, 'pta.c');
  const { status } = spawnSync('gcc', [...flags, ...(wide ? [] : ['-DNO512']), source, '-o', binary, '-lm']);
  return status === 0 ? null : 'does not compile on this machine';
}

function numpy(): Peer {
  const python = pythonWith('numpy, pandas');
  return {
    name: 'numpy',
    isSlow: false,
    missing:
      without('port_pandas.py') ??
      (python === null ? 'not installed: apt-get install python3-numpy python3-pandas' : null),
    program: ({ folder }) => ({
      command: python ?? PYTHON,
      args: [path.join(PEERS_FOLDER, 'port_pandas.py'), folder, 'numpy', '1'],
    }),
    figures: resultLine,
  };
}

function hledger(): Peer {
  return {
    name: 'hledger',
    isSlow: true,
    missing:
      without('gen.mjs') ?? (found('hledger', '--version') ? null : 'not installed: apt-get install hledger'),
    program: ({ folder }) => ({
      command: 'hledger',
      args: [
        ...['-f', path.join(folder, 'main.hledger'), 'bal', 'assets', '-H', '--daily'],
        ...['--value=end,USD', '--depth', '1', '-O', 'csv'],
      ],
    }),
    figures: (text) => ({ final: Number(/([-\d.]+) USD"?\s*$/.exec(text.trim())?.[1]) }),
  };
}

function ledger(): Peer {
  return {
    name: 'ledger',
    isSlow: true,
    missing:
      without('gen.mjs') ?? (found('ledger', '--version') ? null : 'not installed: apt-get install ledger'),
    program: ({ folder }) => ({
      command: 'ledger',
      args: [
        ...['-f', path.join(folder, 'main.ledger'), 'reg', '^assets', '-V', '--daily'],
        ...['--collapse', '--empty', '-J', '--now', '2023-12-30'],
      ],
    }),
    figures: (text) => ({ final: Number(text.trim().split(/\s+/).at(-1)) }),
  };
}

function beancount(): Peer {
  const python = pythonWith('beancount.loader');
  return {
    name: 'beancount',
    isSlow: true,
    missing:
      without('bean_value.py') ?? (python === null ? 'not installed: apt-get install beancount' : null),
    program: ({ folder }) => ({
      command: python ?? PYTHON,
      args: [
        path.join(PEERS_FOLDER, 'bean_value.py'),
        path.join(folder, 'main.beancount'),
        'daily',
        path.join(folder, 'beancount.csv'),
      ],
      // Its cache of parsed files would leave the parsing out.
      env: { BEANCOUNT_DISABLE_LOAD_CACHE: '1' },
    }),
    figures: (text) => ({ final: Number(/Decimal\('([-\d.]+)'\)/.exec(text)?.[1]) }),
  };
}

/** Of the line `RESULT final=… twr=… xirr=…`. */
function resultLine(text: string): Partial<Figures> {
  const number = (name: string): number => Number(new RegExp(`\\b${name}=(\\S+)`).exec(text)?.[1]);
  return { final: number('final'), twr: number('twr'), xirr: number('xirr') };
}

function without(file: string): string | null {
  return existsSync(path.join(PEERS_FOLDER, file)) ? null : 'not here: it needs ../shared/bench-peers';
}

const PYTHON = 'python3';

/** The Python of the path, else that of the system, which has the packages of the distribution; null where neither can. */
function pythonWith(modules: string): string | null {
  return [PYTHON, '/usr/bin/python3'].find((python) => found(python, '-c', `import ${modules}`)) ?? null;
}

function found(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
