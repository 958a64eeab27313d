/** The programs of this repository that are measured, and how each says its figures. */
import path from 'node:path';
import { program } from '../bin/program.mjs';
import type { Figures } from './baseline.ts';
import type { Dataset } from './datasets.ts';
import type { Program } from './processes.ts';

const root = path.dirname(import.meta.dirname);

/** What the launchers do for every program that they start: types are stripped and code is compiled once. */
const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.build', 'compile-cache'),
};

/** The program as the launcher runs it: one bundled file. */
const TIDEMARK = await program(root);

/** The whole answer of the command line. Flows count at the end of their day, as in the peers. */
export function tidemark(dataset: Dataset): Program {
  return node(TIDEMARK, ...valueCall(dataset));
}

/** The same through the launcher that a user calls. */
export function launchedTidemark(dataset: Dataset): Program {
  return node(path.join(root, 'bin', 'tidemark.mjs'), ...valueCall(dataset));
}

function valueCall({ folder }: Dataset): string[] {
  const [ledger, prices] = [path.join(folder, 'transactions.csv'), path.join(folder, 'prices.csv')];
  return ['value', '--ledger', ledger, '--prices', prices, '--flows', 'end', '--json', '--timing'];
}

export function baseline({ folder }: Dataset): Program {
  return node(path.join(import.meta.dirname, 'baseline.ts'), folder);
}

/** A script of this folder that prints one JSON document. */
export function script(name: string, ...args: string[]): Program {
  return node(path.join(import.meta.dirname, name), ...args);
}

export function node(...args: string[]): Program {
  return { command: process.execPath, args, env: COMPILE_CACHE };
}

/** Milliseconds that `value --timing` states. */
export interface Timing {
  readonly read_ms: number;
  readonly parse_ms: number;
  readonly compute_ms: number;
  readonly total_ms: number;
}

/** Of what `value --json --timing` prints. */
export function valueAnswer(text: string): { figures: Figures; timing: Timing } {
  const { summary, timing } = JSON.parse(text);
  return { figures: { final: Number(summary.equity), twr: summary.twr, xirr: summary.xirr }, timing };
}
