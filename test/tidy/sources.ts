import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the repository: its path from the root with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export const root = path.dirname(path.dirname(import.meta.dirname));

const OUTSIDE = new Set(['node_modules', 'dist', '.build', '.git', '.vitest']);
const TEXT = '**/*.{ts,tsx,js,mjs,json,md,css,html,yml,yaml,sh}';

/** Every text file that belongs to the project, also those not committed yet. */
export function readSources(): Source[] {
  const found = globSync([TEXT, '.ci/*', '.npmrc', '.gitignore', '.editorconfig'], {
    cwd: root,
    exclude: (name) => OUTSIDE.has(path.basename(name)),
  });
  return found
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name !== 'package-lock.json')
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }));
}

/**
 * The text with comments blanked and every line kept, so that a comment may name what code may not do.
 * Strings are recognised; a regular expression that contains a quote or two slashes can hide the rest of its
 * line, which loses a finding and never invents one.
 */
export function codeOf(text: string): string {
  return text.replaceAll(STRING_OR_COMMENT, (whole, string: string | undefined) =>
    string === undefined ? whole.replaceAll(/[^\n]/g, ' ') : whole,
  );
}

const STRING_OR_COMMENT =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
