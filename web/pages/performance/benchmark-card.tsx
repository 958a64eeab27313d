import type { Returns, Risk } from '@tidemark/contract';
import { type FormEvent, useState } from 'react';
import { Button, Card, ChangeMark, Figure, Figures } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { Known, reasonOf } from './known.tsx';

/** The portfolio beside a benchmark. */
export function BenchmarkCard({
  returns,
  risk,
  symbols,
  onCompare,
}: {
  readonly returns: Returns;
  readonly risk: Risk;
  /** What can be compared with, as suggestions. */
  readonly symbols: readonly string[];
  /** Null: with the portfolio's own. */
  readonly onCompare: (symbol: string | null) => void;
}) {
  const { benchmark } = risk;
  return (
    <Card title={benchmark === null ? 'Against a benchmark' : `Against ${benchmark}`}>
      <Choice key={benchmark} chosen={benchmark} symbols={symbols} onCompare={onCompare} />
      {benchmark === null ? (
        <p className="mt-3 text-faint">
          Name a symbol that has prices, such as that of an index fund: alpha, beta and capture are then said
          here.
        </p>
      ) : (
        <Compared returns={returns} risk={risk} />
      )}
    </Card>
  );
}

function Compared({ returns, risk }: { readonly returns: Returns; readonly risk: Risk }) {
  const text = useText();
  const problems = [...risk.problems, ...returns.problems];
  const about = problems.find(({ field }) => field === 'benchmark');
  const known = (value: number | null, field: string, shown: (value: number) => string) => (
    <Known value={value} reason={about?.message ?? reasonOf(problems, field)}>
      {shown}
    </Known>
  );
  const ratio = (value: number) => text.ratio(value);
  const plain = (value: number) => text.plain(value);
  const signed = (value: number | null) => (
    <ChangeMark figure={value}>{text.ratio(value, { signed: true })}</ChangeMark>
  );
  return (
    <>
      <div data-figures="benchmark" className="mt-4">
        <Figures>
          <Figure name="You" note="time-weighted">
            {signed(returns.twr)}
          </Figure>
          <Figure name={risk.benchmark} note="of the same days">
            {signed(returns.benchmark_return)}
          </Figure>
          <Figure name="Alpha, a year" note="beyond what beta explains">
            {known(risk.alpha, 'alpha', (value) => text.ratio(value, { signed: true }))}
          </Figure>
          <Figure name="Beta" note="moves for each of its moves">
            {known(risk.beta, 'beta', plain)}
          </Figure>
          <Figure name="Correlation">{known(risk.correlation, 'correlation', plain)}</Figure>
          <Figure name="Tracking error" note="a year">
            {known(risk.tracking_error, 'tracking_error', ratio)}
          </Figure>
          <Figure name="Information ratio">
            {known(risk.information_ratio, 'information_ratio', plain)}
          </Figure>
          <Figure name="Capture" note="of its rises · of its falls">
            {known(risk.up_capture, 'up_capture', (value) => text.ratio(value, { digits: 0 }))}
            {' · '}
            {known(risk.down_capture, 'down_capture', (value) => text.ratio(value, { digits: 0 }))}
          </Figure>
        </Figures>
      </div>
      {about !== undefined && (
        <p className="mt-4 border-t border-line pt-3 text-sm text-faint">
          {about.message}. {about.remedy}
        </p>
      )}
    </>
  );
}

function Choice({
  chosen,
  symbols,
  onCompare,
}: {
  readonly chosen: string | null;
  readonly symbols: readonly string[];
  readonly onCompare: (symbol: string | null) => void;
}) {
  const [symbol, setSymbol] = useState(chosen ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCompare(symbol.trim() === '' ? null : symbol.trim());
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-2">
      <input
        aria-label="Symbol to compare with"
        list="benchmark-symbols"
        placeholder="Symbol"
        autoComplete="off"
        value={symbol}
        onChange={({ target }) => setSymbol(target.value)}
        className="min-h-9 w-28 rounded-lg border border-line bg-surface px-2.5 placeholder:text-faint hover:border-faint"
      />
      <datalist id="benchmark-symbols">
        {symbols.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Button type="submit" className="min-h-9">
        Compare
      </Button>
    </form>
  );
}
