import { homedir } from 'node:os';
import path from 'node:path';
import { nearestName } from './cli/nearest-name.ts';
import { Wrong } from './setting-kinds.ts';
import { PAIRS, SETTINGS, type Setting, type SettingName } from './setting-list.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

type ValueOf<Name extends SettingName> = Exclude<ReturnType<(typeof SETTINGS)[Name]['read']>, Wrong>;

/** What the environment sets, by the names of the variables; absent where a variable is not set or empty. */
export type Settings = { readonly [Name in SettingName]?: ValueOf<Name> };

/** Values of the environment that cannot be: each names itself and its remedy. */
export class SettingError extends Error {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join('\n'));
    this.messages = messages;
  }
}

/** The environment, checked whole. Throws SettingError with everything that is wrong. */
export function readSettings(env: Environment): Settings {
  const wrong = unknownNames(env);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting>(SETTINGS)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    const value = setting.read(text);
    if (value instanceof Wrong) wrong.push(wrongValue(name, text, value, setting));
    else values[name] = value;
  }
  for (const [one, other] of PAIRS) {
    if (!env[one] !== !env[other])
      wrong.push(
        `${env[one] ? one : other} is set and ${env[one] ? other : one} is not. Set both or neither.`,
      );
  }
  if (wrong.length > 0) throw new SettingError(wrong);
  return values;
}

/** The folder of what the program keeps. */
export const homeOf = ({ TIDEMARK_HOME }: Settings): string =>
  path.resolve(TIDEMARK_HOME ?? path.join(homedir(), '.tidemark'));

/** `postgres://…`, or the path of the embedded file. */
export const databaseOf = (settings: Settings): string =>
  settings.DATABASE_URL ?? path.join(homeOf(settings), 'tidemark.db');

function wrongValue(name: string, text: string, { remedy, isSecret }: Wrong, setting: Setting): string {
  const value = isSecret || setting.isSecret === true ? 'not what it can be' : JSON.stringify(text);
  return `${name} is ${value}; ${remedy}.`;
}

/** Names that begin as the program's own do, and are none of them: misspellings. */
function unknownNames(env: Environment): string[] {
  const known = Object.keys(SETTINGS);
  return Object.keys(env)
    .filter((name) => name.startsWith('TIDEMARK_') && !known.includes(name))
    .map((name) => {
      const meant = nearestName(name, known);
      const own = known.filter((one) => one.startsWith('TIDEMARK_')).join(', ');
      return `${name} is no setting. ${meant === null ? `Known are ${own}` : `Did you mean ${meant}?`}`.replace(
        /([^?])$/,
        '$1.',
      );
    });
}
