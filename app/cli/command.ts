import type { Given } from './given.ts';
import type { Terminal } from './terminal/terminal.ts';

/** A flag of a command, as the parser and the manual page need it. */
export interface Flag {
  /** Without the two dashes. */
  readonly name: string;
  /** A switch takes no value, `one` takes one, `many` takes several and may be repeated. */
  readonly kind: 'switch' | 'one' | 'many';
  /** What the value is called in the manual: `FILE`, or the choices joined by `|`. */
  readonly value?: string;
  readonly help: string;
}

/** The page that `--help` shows. */
export interface Manual {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The ways to call it, without `tidemark`. */
  readonly usage: readonly string[];
  /** Paragraphs. */
  readonly about: readonly string[];
  /** Calls that work in a checkout of the project. */
  readonly examples: readonly { readonly does: string; readonly call: string }[];
  /** Exit codes beyond 0 and 2, with what they mean here. */
  readonly exits?: readonly string[];
}

/** One command. */
export interface Command {
  readonly name: string;
  readonly manual: Manual;
  readonly flags: readonly Flag[];
  /** What stands without a flag: the names of the operands, all of them required. */
  readonly operands: readonly string[];
  /** Answers the exit code. Throws Refusal for input that cannot be used: calls `given.check()` before it does anything. */
  run(given: Given, terminal: Terminal): number | Promise<number>;
}
