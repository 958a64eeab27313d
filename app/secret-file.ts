import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { SettingError } from './settings.ts';

/**
 * The key that sessions are signed with: 32 random bytes in a file that nobody else can read, made where there is
 * none. Throws SettingError.
 */
export function secretOf(file: string): string {
  try {
    if (!existsSync(file))
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new SettingError([`${file} can be read by others; run: chmod 600 ${file}`]);
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length < 32)
      throw new SettingError([`${file} is too short for a secret; it needs 32 characters or more.`]);
    return secret;
  } catch (error) {
    if (error instanceof SettingError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    // Another start on the same folder was quicker.
    if (code === 'EEXIST') return secretOf(file);
    throw new SettingError([
      `${file} cannot be read or made (${code}). Let the program write there, or name another file by TIDEMARK_SECRET_FILE.`,
    ]);
  }
}
