/** One thing to do from a terminal: why, and how. */
export interface SessionStep {
  readonly does: string;
  readonly command: string;
}

/** What the commands of a session begin with. */
const variables = (address: string): string => `api=${address}/api/v1\njson='content-type: application/json'`;

/** A first session with curl: the pages that show it are tested by running it. */
const FIRST: readonly SessionStep[] = [
  {
    does: 'A user of your own; the session stays in the file "jar"',
    command: `curl -sS -c jar -H "$json" $api/auth/sign-up/email \\
  -d '{"name":"Ann","email":"ann@example.org","password":"correct horse battery"}'`,
  },
  {
    does: 'What happened: money in, 50 shares bought, 20 of them sold',
    command: `curl -sS -b jar -H "$json" $api/transactions -d '[
  {"date":"2024-01-02","type":"deposit","amount":"10000.00"},
  {"date":"2024-01-03","type":"buy","symbol":"ACME","quantity":"50","price":"100.00","fee":"1.00"},
  {"date":"2024-03-15","type":"sell","symbol":"ACME","quantity":"20","price":"115.00","fee":"1.00"}]'`,
  },
  {
    does: 'What a share was worth',
    command: `curl -sS -b jar -H "$json" -X PUT $api/prices -d '[
  {"symbol":"ACME","date":"2024-01-31","price":"104.00"},
  {"symbol":"ACME","date":"2024-03-28","price":"113.00"}]'`,
  },
  {
    does: 'The account at the end of January: 10,199.00',
    command: `curl -sS -b jar "$api/portfolios/default/account-value?date=2024-01-31&basis=market"`,
  },
  {
    does: 'And how much of it the market did: 6.88 % up to now',
    command: `curl -sS -b jar "$api/portfolios/default/growth?basis=market"`,
  },
  {
    does: 'A key for programs; it goes into the header X-API-Key',
    command: `curl -sS -b jar -H "$json" $api/auth/api-key/create -d '{"name":"my program","scopes":["read"]}'`,
  },
];

/** The session against a server, as text for a shell. */
export const firstSession = (address: string): string => sessionText(address, FIRST);

/** How the demo user signs in and looks. */
export const demoSession = (address: string, email: string, password: string): string =>
  sessionText(address, [
    {
      does: 'Sign in as the demo user',
      command: `curl -sS -c demo -H "$json" $api/auth/sign-in/email \\
  -d '${JSON.stringify({ email, password })}'`,
    },
    { does: 'What the portfolio is worth now', command: 'curl -sS -b demo $api/portfolios/default/current' },
    {
      does: 'The last year as a chart has it',
      command: 'curl -sS -b demo "$api/portfolios/default/performance?timeframe=1Y"',
    },
    {
      does: 'Trades with their risk at entry and R',
      command: 'curl -sS -b demo "$api/portfolios/default/trades?limit=5"',
    },
  ]);

const sessionText = (address: string, steps: readonly SessionStep[]): string =>
  [variables(address), ...steps.map(({ does, command }) => `# ${does}\n${command}`)].join('\n\n');
