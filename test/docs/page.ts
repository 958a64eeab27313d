/** What a page asks to have executed: see docs/cli/README.md, "How these pages are tested". */
export type Step =
  /** ```csv NAME: a file that the calls below may read. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly line: number }
  /** A `$ tidemark …` line of a ```console block with the output that must follow. */
  | { readonly kind: 'call'; readonly call: string; readonly output: string; readonly line: number }
  /** ```ts: a program; what it prints must equal the ```text block that follows it. */
  | {
      readonly kind: 'program';
      readonly code: string;
      readonly output: string | null;
      readonly line: number;
    };

interface Block {
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

/** The steps of a page, in order. */
export function stepsOf(markdown: string): Step[] {
  const blocks = blocksOf(markdown);
  return blocks.flatMap((block, i): Step[] => {
    const [language, name] = block.info.split(' ');
    if (language === 'csv' && name !== undefined)
      return [{ kind: 'file', name, text: block.text, line: block.line }];
    if (language === 'console') return callsOf(block);
    if (language !== 'ts') return [];
    const next = blocks[i + 1];
    const output = next?.info === 'text' ? next.text : null;
    return [{ kind: 'program', code: block.text, output, line: block.line }];
  });
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map((match) => ({
    info: (match[1] ?? '').trim(),
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

function callsOf(block: Block): Step[] {
  const steps: { kind: 'call'; call: string; output: string; line: number }[] = [];
  block.text.split('\n').forEach((line, k) => {
    if (line.startsWith('$ '))
      steps.push({ kind: 'call', call: line.slice(2), output: '', line: block.line + 1 + k });
    else if (steps.length > 0 && (line !== '' || k < block.text.split('\n').length - 1)) {
      steps[steps.length - 1].output += `${line}\n`;
    }
  });
  return steps;
}

/** Whether output is what a page shows: `…` alone on a line stands for any lines, within a line for any text. */
export function matches(shown: string, actual: string): boolean {
  return new RegExp(`^${patternOf(shown)}$`, 's').test(tidy(actual));
}

function patternOf(shown: string): string {
  return tidy(shown)
    .split('\n')
    .map((line) => (line.trim() === '…' ? '.*?' : line.split('…').map(escaped).join('[^\\n]*')))
    .join('\n')
    .replaceAll('\n.*?\n', '\n(?:.*?\n)??')
    .replaceAll('\n.*?', '(?:\n.*?)?');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** White space at the ends of lines and of the text does not count. */
function tidy(text: string): string {
  return text.replace(/[ \t]+$/gm, '').replace(/\n+$/, '');
}
