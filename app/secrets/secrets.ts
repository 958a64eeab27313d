import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A text that cannot be opened: the file of the secret is another one, or the text was changed. */
export class SealError extends Error {}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Tells by which key a text was sealed, and nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Seals texts by AES-256-GCM, with a key that is derived (HKDF-SHA-256) from the secret of the program's file. A
 * sealed text is bound to what it is for: that of one connection cannot be put in the place of another's.
 */
export class Secrets {
  private readonly keys: readonly [Key, ...Key[]];

  /** The first secret seals; the others, from before a change of the file, still open. */
  constructor(current: string, ...before: readonly string[]) {
    this.keys = [keyOf(current), ...before.map(keyOf)];
  }

  /** `purpose`: what it is for, such as `connection/<id>`; the same opens it again. */
  seal(text: string, purpose: string): string {
    const [{ id, bytes }] = this.keys;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce);
    cipher.setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${id}.${sealed.toString('base64url')}`;
  }

  /** Throws SealError. */
  open(sealed: string, purpose: string): string {
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
      throw new SealError('This is no sealed text.');
    const key = this.keys.find((one) => one.id === id);
    if (key === undefined)
      throw new SealError(
        'It was sealed with another secret. Put the secret of before back into its file, or enter the credentials again.',
      );
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new SealError('It was changed, or is another one than it should be.', { cause });
    }
  }

  /** Whether a text should be sealed again: it opens by a secret of before. */
  isOld(sealed: string): boolean {
    return sealed.split('.')[1] !== this.keys[0].id;
  }
}

function keyOf(secret: string): Key {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, '', `tidemark ${use}`, length));
  return { id: derive('seal id', 6).toString('base64url'), bytes: derive('seal key', 32) };
}
