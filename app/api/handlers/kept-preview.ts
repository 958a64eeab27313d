import { hash } from 'node:crypto';
import type { Effect, ReadImport, Store, Upload } from '../../service/index.ts';
import type { Call, Services } from '../handler.ts';

/** What a dry run of an import found. */
export interface Preview {
  readonly read: ReadImport;
  readonly effect: Effect;
  /** Names of the accounts that it would make. */
  readonly newAccounts: readonly string[];
}

interface Kept {
  readonly key: string;
  readonly preview: Preview;
}

/** Shorter files are read again as fast. */
const ROWS_KEPT_MIN = 1000;
const HOUR_MS = 3_600_000;

/** The last preview of a long file: its pages are read off it, as long as nothing that it is made from has changed. */
const last = new WeakMap<Store, Kept>();

/** The preview of a file, made anew unless it is the last one, asked for another page. */
export async function previewOf<Other>(
  { principal, upload: form }: Pick<Call, 'principal' | 'upload'>,
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  { bytes, ...upload }: Upload,
  make: () => Promise<Preview | Other>,
): Promise<Preview | Other> {
  const versions = await store.of(principal.user).versions();
  const { make_accounts: isMaking } = form?.fields ?? {};
  const hour = Math.floor(clock.now() / HOUR_MS);
  const key = JSON.stringify([
    principal.user,
    hour,
    versions,
    hash('sha256', bytes, 'hex'),
    upload,
    isMaking,
  ]);
  const kept = last.get(store);
  if (kept?.key === key) return kept.preview;
  last.delete(store);
  const made = await make();
  if (isPreview(made) && made.read.rows.length > ROWS_KEPT_MIN) last.set(store, { key, preview: made });
  return made;
}

/** An import was recorded: nobody pages through its preview any more. */
export const forgetPreview = (store: Store): boolean => last.delete(store);

function isPreview(made: object | unknown): made is Preview {
  return typeof made === 'object' && made !== null && 'read' in made && 'effect' in made;
}
