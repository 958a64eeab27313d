import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why the sessions of the pages cannot be run here, or null. */
export const noCurl: string | null =
  spawnSync('curl', ['--version']).error === undefined && spawnSync('bash', ['--version']).error === undefined
    ? null
    : 'there is no curl, or no bash, on this machine';

/** The blocks of commands of a page, as somebody would copy them. */
export function blocksOf(html: string): string[] {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
  return [...html.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, inner = '']) =>
    inner.replace(/<[^>]+>/g, '').replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
  );
}

/**
 * Runs a session in a folder: the first paragraph sets variables, each further one is a comment and a command. Answers
 * what each command printed, as JSON.
 */
// biome-ignore lint/suspicious/noExplicitAny: the tests look into documents of every shape.
export async function answersOf(session: string, folder: string): Promise<any[]> {
  const [variables = '', ...steps] = session.trim().split('\n\n');
  const answers: unknown[] = [];
  for (const step of steps) {
    const { stdout } = await run('bash', ['-euc', `${variables}\n${step}`], { cwd: folder });
    answers.push(JSON.parse(stdout));
  }
  return answers;
}
