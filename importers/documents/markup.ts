/** An element of a marked-up document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own text, blanks around it left out. */
  readonly text: string;
  /** Where it begins; the first line of the file is 1. */
  readonly line: number;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
  line: number;
}

/** No part of a tag runs over the next `<`, which XML allows in no attribute: so a broken file costs no more than its length. */
const TAG =
  /<(?:!--[\s\S]*?-->|!\[CDATA\[([\s\S]*?)\]\]>|[?!][^>]*>|(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>)/g;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** More is no statement: it bounds what a broken file can cost. */
const DEPTH_MAX = 200;

/**
 * The elements of an XML document, or of an SGML one as OFX 1 writes it (`isLoose`): there an element that holds text
 * ends with its line, closed or not. Null where elements do not close as they opened, or nothing is marked up.
 */
export function parseMarkup(text: string, isLoose = false): Element | null {
  const root: Open = { name: '', attributes: {}, children: [], text: '', line: 1 };
  const stack: Open[] = [root];
  let from = 0;
  let line = 1;
  for (const match of text.matchAll(TAG)) {
    const [whole, cdata, slash, name, attributes, selfClosing] = match;
    const before = text.slice(from, match.index);
    const top = stack[stack.length - 1];
    top.text += unescaped(before.trim());
    if (isLoose && before.trim() !== '' && stack.length > 1 && top.children.length === 0) closeTop(stack);
    line += feeds(before);
    from = match.index + whole.length;
    if (cdata !== undefined) stack[stack.length - 1].text += cdata;
    else if (name !== undefined && slash === '/') {
      if (!close(stack, name, isLoose)) return null;
    } else if (name !== undefined) {
      if (stack.length > DEPTH_MAX) return null;
      stack.push({ name, attributes: attributesOf(attributes), children: [], text: '', line });
      if (selfClosing === '/') closeTop(stack);
    }
    line += feeds(whole);
  }
  while (isLoose && stack.length > 1) closeTop(stack);
  return stack.length === 1 && root.children.length > 0 ? root : null;
}

/** Every element below, in order. */
export function* descendants(element: Element): Generator<Element> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

/** The text of the first element of a path, `INVBUY/SECID/UNIQUEID`; empty where there is none. */
export function textAt(element: Element, path: string): string {
  let here: Element | undefined = element;
  for (const name of path.split('/')) here = here?.children.find((child) => child.name === name);
  return here?.text ?? '';
}

function closeTop(stack: Open[]): void {
  const closed = stack.pop() as Open;
  stack[stack.length - 1].children.push(closed);
}

/** Closes an element; a loose one closes what is still open inside, or was closed by its text. */
function close(stack: Open[], name: string, isLoose: boolean): boolean {
  if (stack[stack.length - 1].name === name && stack.length > 1) {
    closeTop(stack);
    return true;
  }
  if (!isLoose) return false;
  if (stack.some((open) => open.name === name)) {
    while (stack[stack.length - 1].name !== name) closeTop(stack);
    closeTop(stack);
  }
  return true;
}

function attributesOf(text: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE))
    found.push([name, unescaped(double ?? single)]);
  return Object.fromEntries(found);
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,6}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function feeds(text: string): number {
  let count = 0;
  for (let p = text.indexOf('\n'); p >= 0; p = text.indexOf('\n', p + 1)) count++;
  return count;
}
