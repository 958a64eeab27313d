/** The terminal a command talks to; tests and `run` give their own. */
export interface Terminal {
  /** Answers go to stdout. */
  out(text: string): void;
  /** Messages and progress go to stderr. */
  err(text: string): void;
  /** Columns to lay tables and charts out in. */
  readonly columns: number;
  /** Whether stdout may carry colour. */
  readonly colour: boolean;
  /** Whether stderr is a screen on which a line of progress may be drawn over. */
  readonly progress: boolean;
  /** Milliseconds of a clock that never runs backwards. */
  now(): number;
  /** The folder of the project. */
  readonly root: string;
}

const USUAL_COLUMNS = 80;
const NARROWEST = 40;
const WIDEST = 160;

/** The terminal of this process. Colour only on a screen, and never with NO_COLOR or TERM=dumb. */
export function processTerminal(root: string): Terminal {
  const { stdout, stderr, env } = process;
  const wanted = Number(env.COLUMNS) || stdout.columns || USUAL_COLUMNS;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(wanted))),
    colour: colourWanted(stdout.isTTY, env),
    progress: stderr.isTTY === true && env.TERM !== 'dumb',
    now: () => performance.now(),
    root,
  };
}

/** https://no-color.org: any value but the empty one; FORCE_COLOR as Node reads it. */
function colourWanted(isScreen: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isScreen === true && env.TERM !== 'dumb';
}
