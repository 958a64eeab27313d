/** How the names of what is generated end: no exchange has such symbols, no provider is asked for them. */
const ENDING = '.DEMO';
/** What stands as their source. */
export const GENERATED = 'generated';

/** The name of a generated instrument: `ACME` is `ACME.DEMO`. */
export const generatedSymbol = (name: string): string => `${name}${ENDING}`;
export const isGenerated = (symbol: string): boolean => symbol.endsWith(ENDING);
