/** What a setting can be, and how its text is read. A reader answers the value, or what is wrong with the text. */
export class Wrong {
  /** What the value has to be, as the end of "NAME is …; ". */
  readonly remedy: string;
  /** Why, where the text is not shown: it may hold a secret. */
  readonly isSecret: boolean;

  constructor(remedy: string, isSecret = false) {
    this.remedy = remedy;
    this.isSecret = isSecret;
  }
}

export type Reader<Value> = (text: string) => Value | Wrong;

export const anyText: Reader<string> = (text) => text;

export const wholeNumber =
  (from: number, to: number, meaning = ''): Reader<number> =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to
      ? Number(text)
      : new Wrong(`give a whole number from ${from}${meaning} to ${to}`);

export const oneOf =
  <Choice extends string>(...choices: readonly Choice[]): Reader<Choice> =>
  (text) =>
    choices.find((one) => one === text) ?? new Wrong(`it can be ${choices.join(', ')}`);

export const yesOrNo: Reader<boolean> = (text) =>
  text === 'true' || text === 'false' ? text === 'true' : new Wrong('it can be true or false');

/** An address with one of these schemes; what it holds beside the host may be a secret and is not repeated. */
export const address =
  (...schemes: readonly string[]): Reader<string> =>
  (text) => {
    const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : null;
    const forms = schemes.map((one) => `${one}://…`).join(' or ');
    return scheme !== null && schemes.includes(scheme) ? text : new Wrong(`write it as ${forms}`, true);
  };

/** A name or an address of this machine to listen on. */
export const hostName: Reader<string> = (text) =>
  /^[\w.:-]+$/.test(text) ? text : new Wrong('name an address of this machine, such as 127.0.0.1 or 0.0.0.0');

/** Addresses and networks, separated by commas. */
export const networks: Reader<readonly string[]> = (text) => {
  const all = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return all.every(isNetwork)
    ? all
    : new Wrong('name addresses or networks, such as 10.0.0.5,192.168.0.0/16, separated by commas');
};

function isNetwork(text: string): boolean {
  const [host = '', bits, ...more] = text.split('/');
  const isSix = host.includes(':');
  const isAddress = isSix
    ? /^[\da-f:.]{2,45}$/i.test(host)
    : /^\d{1,3}(\.\d{1,3}){3}$/.test(host) && host.split('.').every((part) => Number(part) <= 255);
  const isWidth = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isSix ? 128 : 32));
  return (
    more.length === 0 && isWidth && (isAddress || ['loopback', 'linklocal', 'uniquelocal'].includes(text))
  );
}

const MAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/** `ann@example.org`, or `Ann <ann@example.org>`. */
export const mailAddress: Reader<string> = (text) =>
  MAIL.test(text) || MAIL.test(/^[^<>",;\r\n]+<([^<>]+)>$/.exec(text)?.[1] ?? '')
    ? text
    : new Wrong('write an address as tidemark@example.org or Tidemark <tidemark@example.org>');

/** Addresses, separated by commas. */
export const mailAddresses: Reader<readonly string[]> = (text) => {
  const all = text.split(',').map((one) => one.trim());
  return all.every((one) => MAIL.test(one))
    ? all
    : new Wrong('write addresses such as ann@example.org,ops@example.org, separated by commas');
};
