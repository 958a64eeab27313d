import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { SealError, Secrets } from './secrets/index.ts';
import { SettingError } from './settings.ts';
import type { SecretSeal } from './storage/index.ts';

/** The key that sessions are signed with, and that other secrets are sealed with. */
export interface Secret {
  readonly text: string;
  readonly file: string;
  /** The file was not there before. */
  readonly isNew: boolean;
}

/** 32 random bytes in a file that nobody else can read, made where there is none. Throws SettingError. */
export function secretOf(file: string): Secret {
  try {
    const isNew = !existsSync(file);
    if (isNew) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new SettingError([`${file} can be read by others; run: chmod 600 ${file}`]);
    const text = readFileSync(file, 'utf8').trim();
    if (text.length < 32)
      throw new SettingError([`${file} is too short for a secret; it needs 32 characters or more.`]);
    return { text, file, isNew };
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

const KNOWN_TEXT = 'made with this secret';

/** Binds a database to the secret. What checks throws SettingError; a file that was made for nothing goes again. */
export function sealBy({ text, file, isNew }: Secret): SecretSeal {
  const secrets = new Secrets(text);
  return {
    make: () => secrets.seal(KNOWN_TEXT, KNOWN_TEXT),
    check: (sealed) => {
      try {
        secrets.open(sealed, KNOWN_TEXT);
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        if (isNew) rmSync(file);
        const is = isNew ? 'is not there' : 'holds another one';
        throw new SettingError([
          `The database was made with a secret, and ${file} ${is}. Put that secret back there, or name its file by TIDEMARK_SECRET_FILE. Where it is lost, a backup that is restored takes a new one.`,
        ]);
      }
    },
  };
}
