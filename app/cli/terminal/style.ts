/** Colours by what they mean, so that a figure looks the same in every command. */
export type Meaning = 'strong' | 'faint' | 'gain' | 'loss' | 'deposits' | 'warning' | 'error';

const CODES: Record<Meaning, string> = {
  strong: '1',
  faint: '2',
  gain: '32',
  loss: '31',
  deposits: '34',
  warning: '33',
  error: '31;1',
};

export type Paint = (meaning: Meaning, text: string) => string;

/** Paints with ANSI codes, or leaves the text plain. */
export function painter(colour: boolean): Paint {
  return colour ? (meaning, text) => `\x1b[${CODES[meaning]}m${text}\x1b[0m` : (_, text) => text;
}

/** Gain above zero, loss below, plain at zero and where nothing is known. */
export function signMeaning(value: number | null): Meaning | null {
  if (value === null || value === 0) return null;
  return value > 0 ? 'gain' : 'loss';
}
