import { type Answer, ProviderError, type SymbolFailure } from '../../service/ports/index.ts';
import { unknownSymbol } from '../answer.ts';
import { ALPACA, canBeAsked, isCrypto } from './connection.ts';

type Ask<Row> = (symbols: readonly string[], crypto: boolean) => Promise<Answer<Row>>;

/** Asks for stocks and for pairs of crypto currencies, each at its place; symbols that are refused do no harm to the rest. */
export async function askByKind<Row>(symbols: readonly string[], ask: Ask<Row>): Promise<Answer<Row>> {
  const rows: Row[] = [];
  const failures: SymbolFailure[] = symbols
    .filter((symbol) => !canBeAsked(symbol))
    .map((symbol) => unknownSymbol(ALPACA, symbol));
  for (const crypto of [false, true]) {
    const own = symbols.filter((symbol) => canBeAsked(symbol) && isCrypto(symbol) === crypto);
    if (own.length === 0) continue;
    const answer = await withoutInvalid(own, (some) => ask(some, crypto));
    rows.push(...answer.rows);
    failures.push(...answer.failures);
  }
  return { rows, failures };
}

/** One invalid symbol has the whole list refused, by its name: then the others are asked for again. */
async function withoutInvalid<Row>(
  symbols: readonly string[],
  ask: (symbols: readonly string[]) => Promise<Answer<Row>>,
): Promise<Answer<Row>> {
  try {
    return await ask(symbols);
  } catch (error) {
    const invalid = namedInvalid(error, symbols);
    if (invalid.length === 0) throw error;
    const rest = symbols.filter((symbol) => !invalid.includes(symbol));
    const answer = rest.length === 0 ? { rows: [], failures: [] } : await withoutInvalid(rest, ask);
    const failures = invalid.map((symbol) => unknownSymbol(ALPACA, symbol));
    return { rows: answer.rows, failures: [...answer.failures, ...failures] };
  }
}

function namedInvalid(error: unknown, symbols: readonly string[]): string[] {
  if (!(error instanceof ProviderError) || error.kind !== 'refused') return [];
  const named = /invalid symbol[^:]*:\s*([^"}]+)/i.exec(error.message)?.[1].split(/[\s,]+/) ?? [];
  return symbols.filter((symbol) => named.includes(symbol));
}
