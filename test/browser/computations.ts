import type * as Engine from '@tidemark/engine';

/**
 * What both sides compute: only engine exports and plain values, since the text of the function is sent to the
 * page. The answer is JSON, so that every digit is compared.
 */
export function compute(engine: typeof Engine): string {
  const {
    day,
    dec,
    divide,
    fileInMemory,
    formatDay,
    formatDecimal,
    formatInstant,
    marketCalendar,
    pipeline,
  } = engine;
  const sessions = marketCalendar('XNYS').sessions(day(19_700), day(20_100));
  const file = (name: string, lines: string[]) =>
    fileInMemory(name, new TextEncoder().encode(`${lines.join('\n')}\n`));
  const { output: report, problems } = pipeline(
    {
      ledger: [
        file('ledger.csv', [
          'date,account,type,symbol,quantity,price,amount,currency',
          '2024-01-02,us,deposit,,,,5000.00,USD',
          '2024-01-03,us,buy,ACME,12.3456,100.01,,USD',
          '2024-01-10,us,sell,ACME,20,110.5,,USD',
          '2024-01-04,eu,deposit,,,,1000.00,EUR',
          '2024-01-05,eu,buy,EURX,33,9.99,,EUR',
        ]),
      ],
      prices: [
        {
          source: file('prices.csv', [
            'date,symbol,price,currency',
            '2024-01-03,ACME,100.01,USD',
            '2024-01-31,ACME,107.77,USD',
            '2024-01-05,EURX,9.99,EUR',
            '2024-01-31,EURX,10.37,EUR',
          ]),
          kind: 'long',
        },
      ],
      rates: [
        {
          source: file('EURUSD.csv', ['date,rate', '2024-01-02,1.0956', '2024-01-31,1.0837']),
          kind: 'named',
        },
      ],
      splits: [],
      accounts: [],
      instruments: [],
    },
    { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
    {
      from: null,
      to: null,
      every: 'day',
      account: null,
      positionsBy: 'symbol',
      flows: 'in-start-out-end',
      calendar: 'auto',
      riskFree: 0,
      volatilityOf: 'simple',
      benchmark: null,
    },
  );
  return JSON.stringify({
    sessions: sessions.map((session) => [formatDay(session.day), formatInstant(session.closeUtc)]),
    quotient: formatDecimal(divide(dec('123456789012345678901234567890'), dec('7'), 30, 'half-even')),
    report: report === null ? null : engine.valueDocument(report),
    problems: problems.map(({ code, severity }) => [code, severity]),
  });
}
