import { Card } from '../../parts/index.ts';

const LINK = 'text-tide underline underline-offset-4';

/** The data as files, the API, and whose charts these are. */
export function About() {
  return (
    <Card title="Your data, and this program">
      <ul className="space-y-2">
        <li>
          <a href="/api/v1/export" download="tidemark.json" className={LINK}>
            Everything as one file
          </a>
          , to keep or to import again
        </li>
        <li>
          <a href="/docs" className={LINK}>
            The API
          </a>
          , and{' '}
          <a href="/docs/first-session" className={LINK}>
            a first session with curl
          </a>
        </li>
        <li className="text-faint">
          Charts by{' '}
          <a href="https://www.tradingview.com/" rel="noreferrer" className={LINK}>
            TradingView
          </a>{' '}
          Lightweight Charts™, © TradingView, Inc.
        </li>
      </ul>
    </Card>
  );
}
