import type { ImportResult } from '@tidemark/contract';
import { Card, Icon } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** The cash that the file itself states, beside what the ledger would have. */
export function Balances({ balances }: { readonly balances: ImportResult['balances'] }) {
  const text = useText();
  return (
    <Card title="What the file states as cash">
      <ul className="space-y-2">
        {balances.map(({ line, date, currency, amount, ledger = null }) => {
          const isSame = ledger !== null && Number(ledger) === Number(amount);
          return (
            <li key={`${line} ${currency}`} className="flex flex-wrap items-baseline gap-x-4">
              <span className="text-faint">{text.date(date)}</span>
              <span className="font-medium">{text.money(amount, currency)}</span>
              {ledger !== null && (
                <span className={isSame ? 'text-gain' : 'text-warn'}>
                  <span className="inline-flex items-center gap-1.5">
                    <Icon name={isSame ? 'check' : 'warning'} size={16} />
                    {isSame
                      ? 'the ledger agrees'
                      : `the ledger would have ${text.money(ledger, currency)}: an earlier file may be missing`}
                  </span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
