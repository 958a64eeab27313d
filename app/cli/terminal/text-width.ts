/** How many columns of a terminal a text takes; ANSI codes and combining marks take none. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
const ANSI = /\x1b\[[0-9;]*m/g;
const COMBINING = /\p{Mark}|\u200B|\u200C|\u200D|\uFE0F/u;
/** The blocks that terminals draw two columns wide (Unicode annex 11, Wide and Fullwidth). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(ANSI, '')) width += characterWidth(character);
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** At most `width` columns, with an ellipsis where something was left out. Plain text only. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Breaks at spaces into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Wrapped behind a beginning that the further lines leave room for. */
export function wrapBehind(beginning: string, text: string, width: number): string[] {
  const indent = textWidth(beginning);
  const [first, ...rest] = wrap(text, Math.max(1, width - indent));
  return [(beginning + first).trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}

function characterWidth(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
