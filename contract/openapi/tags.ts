/** The subjects of the document, in its order. */
export const TAGS = [
  { name: 'Sign-in', description: "better-auth's own routes: sign-up, sign-in, sessions, API keys." },
  { name: 'User', description: 'The user and the starting balance.' },
  { name: 'Accounts', description: 'Accounts at brokers, and fees that come again.' },
  { name: 'Portfolios', description: 'Named sets of accounts; `default` holds all.' },
  { name: 'Transactions', description: 'The ledger: appended, corrected, voided, never overwritten.' },
  { name: 'Imports', description: 'Files brought in, and taken back whole.' },
  { name: 'Changes', description: "Undo and redo of the user's last changes, without limit." },
  { name: 'Values', description: 'Equity now, on any day, over time.' },
  { name: 'Holdings', description: 'Positions, trades with risk at entry, lots.' },
  { name: 'Analysis', description: 'Returns, risk, attribution, exposures, stress, explanations.' },
  { name: 'Data health', description: 'What is known how well; captures, jobs, alerts.' },
  { name: 'Prices', description: "Instruments, prices, exchange rates, splits; the user's own come first." },
  { name: 'Connections', description: 'SnapTrade, Plaid, Alpaca.' },
  { name: 'Program', description: 'Export, health, metrics, this document.' },
  { name: 'Aliases', description: 'Paths of older documents; same handlers, same bodies.' },
] as const;
