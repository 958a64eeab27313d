import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the whole project, from any folder inside it: of the sources, or of a bundle made of them. */
export function programRoot(folder: string): string {
  const above = path.dirname(folder);
  return existsSync(path.join(folder, 'bin', 'tidemark.mjs')) || above === folder
    ? folder
    : programRoot(above);
}
