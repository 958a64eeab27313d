import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** What a server asks for a new passkey, as far as this authenticator looks at it. */
export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
}

/** What a server asks of somebody who signs in. */
export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Buffer): string => data.toString('base64url');

/** Flags of authenticator data (WebAuthn Level 3, 6.1): user present, user verified, attested credential included. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/** A passkey of P-256 in memory, by WebAuthn Level 3, with attestation `none`. */
export class SoftwareAuthenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly id = randomBytes(32);
  private counter = 0;

  /** The answer of navigator.credentials.create at an origin, as JSON. */
  create({ challenge, rp }: CreationOptions, origin: string): object {
    const clientData = this.clientData('webauthn.create', challenge, origin);
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([this.id.length >> 8, this.id.length & 0xff]),
      this.id,
      this.coseKey(),
    ]);
    const authData = Buffer.concat([this.authData(rp.id, PRESENT | VERIFIED | ATTESTED), attested]);
    const attestation = Buffer.concat([
      map(3),
      text('fmt'),
      text('none'),
      text('attStmt'),
      map(0),
      text('authData'),
      bytes(authData),
    ]);
    return this.credential({
      clientDataJSON: base64url(clientData),
      attestationObject: base64url(attestation),
      transports: ['internal'],
    });
  }

  /** The answer of navigator.credentials.get at an origin, as JSON. */
  get({ challenge, rpId }: RequestOptions, origin: string): object {
    const clientData = this.clientData('webauthn.get', challenge, origin);
    this.counter++;
    const authData = this.authData(rpId, PRESENT | VERIFIED);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const signature = createSign('sha256').update(signed).sign(this.keys.privateKey);
    return this.credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    });
  }

  private credential(response: object): object {
    const id = base64url(this.id);
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private authData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }

  /** The public key in COSE (RFC 9053): kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      map(5),
      Buffer.from([0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
      Buffer.from([0x21]),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, 'base64url')),
    ]);
  }
}

/** The few parts of CBOR (RFC 8949) that are needed here. */
const map = (pairs: number): Buffer => Buffer.from([0xa0 | pairs]);
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer =>
  Buffer.concat([
    value.length < 256
      ? Buffer.from([0x58, value.length])
      : Buffer.from([0x59, value.length >> 8, value.length & 0xff]),
    value,
  ]);
