import { type Day, instant, utcDay } from '@tidemark/engine';
import { ProviderHttp, type ProviderWorld } from '../../providers/index.ts';
import { type MarketData, type MarketRate, ProviderError } from '../../service/ports/index.ts';
import { ECB, readRates } from './rate-file.ts';

export interface EcbOptions {
  readonly baseUrl?: string;
}

export const ECB_URL = 'https://www.ecb.europa.eu';
const FOLDER = '/stats/eurofxref';
/** The file of 90 days reaches back so far; a margin for days without rates. */
const RECENT_DAYS = 85;
/** One file answers everything; nobody needs to ask more often. */
const REQUESTS_A_MINUTE = 60;

/** The European Central Bank's reference rates: some 30 currencies against the euro, on its business days since 1999. */
export function ecb({ baseUrl = ECB_URL }: EcbOptions, world: ProviderWorld): MarketData {
  const http = new ProviderHttp({ provider: ECB, baseUrl, requestsAMinute: REQUESTS_A_MINUTE }, world);
  return {
    name: ECB,
    limits: { requestsAMinute: REQUESTS_A_MINUTE, symbolsARequest: 1 },
    rates: async (from, to) => {
      const today = utcDay(instant(Math.floor(world.clock.now() / 1000)));
      const path = `${FOLDER}/${fileFor(from, today)}`;
      const rates = readRates(await http.text(path));
      if ('wrong' in rates) throw new ProviderError(ECB, 'garbage', `GET ${path}: ${rates.wrong}`);
      return rates.filter(({ day }) => day >= from && day <= to).sort(byDayAndPair);
    },
  };
}

/** The smallest file that reaches back so far. */
function fileFor(from: Day, today: Day): string {
  if (from === today) return 'eurofxref-daily.xml';
  return from >= today - RECENT_DAYS ? 'eurofxref-hist-90d.xml' : 'eurofxref-hist.xml';
}

const byDayAndPair = (a: MarketRate, b: MarketRate): number =>
  a.day - b.day || (a.pair < b.pair ? -1 : a.pair > b.pair ? 1 : 0);
